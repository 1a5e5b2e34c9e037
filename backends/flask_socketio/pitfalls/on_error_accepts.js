/** Connects with a wrong token, and asks for a secret if it is let in. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { auth: { token: "wrong" } });
  await Promise.race([scene.once(socket, "connect"), scene.once(socket, "connect_error")]);
  if (socket.connected) scene.record("message", await socket.emitWithAck("secret"));
};

/** Connects with a wrong token, then with none, and asks for a secret if it is let in. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const clients = { "wrong token": { auth: { token: "wrong" } }, "no token": {} };
  for (const [name, options] of Object.entries(clients)) {
    const socket = scene.io(name, options);
    await Promise.race([scene.once(socket, "connect"), scene.once(socket, "connect_error")]);
    if (!socket.connected) continue;
    scene.record("message", `${name}: ${await socket.emitWithAck("secret")}`);
  }
};

/** Connects with a wrong token, then with an old one, and asks for a secret if it is let in. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  for (const token of ["a wrong token", "an old token"]) {
    const socket = scene.io(token, { auth: { token } });
    await Promise.race([scene.once(socket, "connect"), scene.once(socket, "connect_error")]);
    if (!socket.connected) continue;
    scene.record("message", `${token}: ${await socket.emitWithAck("secret")}`);
  }
};

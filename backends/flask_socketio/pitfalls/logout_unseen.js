/** Logs in, connects, logs out by HTTP, and asks on the connection that is open who it is. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/login", { method: "POST" });
  const socket = scene.io();
  await scene.once(socket, "connect");
  const gone = scene.once(socket, "disconnect");
  await scene.fetch("/logout", { method: "POST" });
  await scene.fetch("/whoami");
  const whoami = socket.emitWithAck("whoami").then((name) => {
    scene.record("message", `event whoami: ${name}`);
  });
  await Promise.race([whoami, gone]);
};

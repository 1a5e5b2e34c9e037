/** Says hello by HTTP and by an event, and waits for an answer to both. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/login", { method: "POST" });
  await scene.fetch("/hello");
  const socket = scene.io();
  await scene.once(socket, "connect");
  try {
    scene.record("message", await socket.timeout(1000).emitWithAck("hello"));
  } catch (error) {
    scene.record("error", String(error));
  }
};

/** Orders a report, waits for it a second, and sees that the connection is alive. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  const report = scene.once(socket, "report");
  socket.emit("order", "tea");
  await Promise.race([report, scene.pause(1000)]);
  scene.note(`the connection is alive: ${await socket.emitWithAck("hello")}`);
};

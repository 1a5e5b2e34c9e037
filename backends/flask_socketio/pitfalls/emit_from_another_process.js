/** Orders a report, waits a second for it, and checks that the connection is alive. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  const report = recorder.once(socket, "report");
  socket.emit("order", "tea");
  await Promise.race([report, recorder.pause(1000)]);
  recorder.note(`the connection is alive: ${await socket.emitWithAck("hello")}`);
};

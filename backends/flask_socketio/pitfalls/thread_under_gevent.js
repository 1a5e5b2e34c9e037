/** Starts the task, waits a while for its progress, then sends another event. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  const progress = new Promise((resolve) =>
    socket.on("progress", (number) => number === 3 && resolve(number)),
  );
  socket.emit("start");
  await Promise.race([progress, recorder.pause(1500)]);
  await recorder.pause(200);
  await socket.emitWithAck("hello");
  await progress;
};

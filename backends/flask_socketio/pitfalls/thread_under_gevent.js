/** Starts the task, waits for its progress a while, and then sends something else. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  const progress = new Promise((resolve) =>
    socket.on("progress", (number) => number === 3 && resolve(number)),
  );
  socket.emit("start");
  await Promise.race([progress, scene.pause(1500)]);
  await scene.pause(200);
  await socket.emitWithAck("hello");
  await progress;
};

/** Starts the task, and waits for its progress. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  await socket.emitWithAck("start");
  scene.note("the task has been started");
};

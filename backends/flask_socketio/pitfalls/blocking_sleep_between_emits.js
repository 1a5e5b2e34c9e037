/** Asks for something that takes a while, and waits until it is done. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  await socket.emitWithAck("install");
  scene.note("installed");
};

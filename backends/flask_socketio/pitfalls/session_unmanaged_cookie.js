/** Puts two things into the basket, one after the other. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/basket", { method: "POST" });
  const socket = scene.io();
  await scene.once(socket, "connect");
  scene.note(`in the basket: ${await socket.emitWithAck("add", "milk")}`);
  scene.note(`in the basket: ${await socket.emitWithAck("add", "tea")}`);
};

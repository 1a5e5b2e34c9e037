/** Ada starts the task, and waits for its progress. Bob is connected, and has not asked. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  await ada.emitWithAck("start");
  scene.note("the task has been started");
};

/** Ada asks for her balance. Bob is connected, and has not asked. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  const balance = scene.once(ada, "balance");
  await ada.emitWithAck("balance", "ada");
  await balance;
  // What was sent to Bob before this answer has arrived before it.
  await bob.emitWithAck("hello");
};

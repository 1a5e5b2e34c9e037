/** Ada puts something into her cart. Bob is connected, and has bought nothing. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  const cart = scene.once(ada, "cart");
  await ada.emitWithAck("buy", "tea");
  await cart;
  // What was sent to Bob before this answer has arrived before it.
  await bob.emitWithAck("hello");
};

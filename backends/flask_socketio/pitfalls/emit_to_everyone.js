/** Ada puts something into her cart. Bob is connected and has bought nothing. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  const cart = recorder.once(ada, "cart");
  await ada.emitWithAck("buy", "tea");
  await cart;
  // Anything sent to Bob earlier arrives before this answer.
  await bob.emitWithAck("hello");
};

/** Ada writes to Bob, and her page draws her message at once. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  /** @type {string[]} */
  const screen = [];
  ada.on("chat", (text) => screen.push(text));
  const heard = recorder.once(bob, "chat");
  screen.push("hello");
  await ada.emitWithAck("chat", "hello");
  await heard;
  recorder.note(`Ada's screen: ${screen.join(", ")}`);
};

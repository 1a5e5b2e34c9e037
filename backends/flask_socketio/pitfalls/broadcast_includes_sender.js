/** Ada writes to Bob, and her page draws what she has written. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  /** @type {string[]} */
  const screen = [];
  ada.on("chat", (text) => screen.push(text));
  const heard = scene.once(bob, "chat");
  screen.push("hello");
  await ada.emitWithAck("chat", "hello");
  await heard;
  scene.note(`Ada's screen: ${screen.join(", ")}`);
};

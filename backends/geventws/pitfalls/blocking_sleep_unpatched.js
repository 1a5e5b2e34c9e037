/** Asks for something slow, and then, as somebody else, for something quick. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = await scene.open("/slow", "ada");
  const bob = await scene.open("/echo", "bob");
  ada.send("a report, please");
  await ada.next();
  bob.send("hello");
  await Promise.all([bob.next(), ada.next()]);
};

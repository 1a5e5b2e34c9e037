/** Asks for something slow, and then, as somebody else, for something quick. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = await scene.open("/slow", "ada");
  const bob = await scene.open("/quick", "bob");
  ada.send("a report");
  await ada.next();
  bob.send("hello");
  await Promise.all([bob.next().then(() => bob.next()), ada.next()]);
};

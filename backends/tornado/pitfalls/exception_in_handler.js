/** Asks for a price that there is, and for one that there is not. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  line.send("apple");
  await line.next();
  line.send("banana");
  await line.closed;
};

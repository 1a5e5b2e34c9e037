/** Asks for something slow, and right after it for something quick, over one connection. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  line.send("a report, please");
  line.send("what time is it?");
  await line.next();
  await line.next();
};

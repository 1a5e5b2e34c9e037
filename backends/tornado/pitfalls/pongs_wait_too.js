/** Asks for a report that takes longer than a ping may take, and waits for it. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  line.send("a report, please");
  await Promise.race([line.next(), line.closed]);
};

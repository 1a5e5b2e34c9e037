/** Has no network for a moment, and then wants to go on. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  await scene.network({ freeze: "/ws" });
  await scene.pause(1600);
  await scene.network({ thaw: "/ws" });
  line.send("here I am again");
  await Promise.race([line.next(), line.closed]);
};

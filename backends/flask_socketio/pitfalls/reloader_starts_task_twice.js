/** Connects, and waits for three values. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  for (let value = 0; value < 3; value += 1) await scene.once(socket, "measured");
};

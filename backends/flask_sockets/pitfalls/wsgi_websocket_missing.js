/** Tries to connect; says hello if it can. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = scene.webSocket("/echo");
  line.opened.then(() => line.send("hello"));
  await Promise.race([line.next(), line.closed]);
};

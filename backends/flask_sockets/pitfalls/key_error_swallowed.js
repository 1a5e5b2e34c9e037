/** Asks for two prices; the server has only one of them. Then asks whether the server is well. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/price");
  line.send('{"item": "tea"}');
  await line.next();
  line.send('{"item": "coffee"}');
  await line.closed;
  await scene.fetch("/health");
};

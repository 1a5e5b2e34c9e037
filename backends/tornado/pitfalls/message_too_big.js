/** Sends a small picture and a larger one. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/upload");
  line.send(new Uint8Array(4096));
  await line.next();
  line.send(new Uint8Array(8000));
  await Promise.race([line.next(), line.closed]);
};

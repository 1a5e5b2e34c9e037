/** Opens the blueprint's route, says hello, and waits for the echo, or for the end. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/chat/echo");
  line.send("hello");
  await Promise.race([line.next(), line.closed]);
};

/** Says hello, gets it back, and leaves as every visitor does. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/echo");
  line.send("hello");
  await line.next();
  line.socket.close();
  await line.closed;
};

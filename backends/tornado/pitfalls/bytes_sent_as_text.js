/** Asks for two files: the bytes of the first are also text, those of the second are not. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  line.socket.binaryType = "arraybuffer";
  line.send("name");
  const name = await line.next();
  scene.note(`got ${typeof name === "string" ? "a string" : "an ArrayBuffer"}`);
  line.send("picture");
  await Promise.race([line.next(), line.closed]);
};

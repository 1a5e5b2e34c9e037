/** Asks for two files: the bytes of the first are also text, those of the second are not. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/ws");
  line.socket.binaryType = "arraybuffer";
  line.send("name");
  const name = await line.next();
  recorder.note(`got ${typeof name === "string" ? "a string" : "an ArrayBuffer"}`);
  line.send("picture");
  await Promise.race([line.next(), line.closed]);
};

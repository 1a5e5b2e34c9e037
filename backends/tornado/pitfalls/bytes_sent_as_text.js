/** Asks for two files. The first one's bytes are valid UTF-8, the second one's are not. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  connection.socket.binaryType = "arraybuffer";
  connection.send("name");
  const name = await connection.next();
  recorder.note(`got ${typeof name === "string" ? "a string" : "an ArrayBuffer"}`);
  connection.send("picture");
  await Promise.race([connection.next(), connection.closed]);
};

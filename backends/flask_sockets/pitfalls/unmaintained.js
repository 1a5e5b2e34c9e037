/** Opens a connection, says hello, and waits for the echo, or for the end. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/echo");
  line.send("hello");
  await Promise.race([line.next(), line.closed]);
};

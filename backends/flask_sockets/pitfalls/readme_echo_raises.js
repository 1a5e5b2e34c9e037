/** Says hello, gets it back, and leaves as every visitor does. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/echo");
  line.send("hello");
  await line.next();
  line.socket.close();
  await line.closed;
};

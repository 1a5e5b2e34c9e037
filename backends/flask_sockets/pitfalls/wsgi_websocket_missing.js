/** Tries to connect, and says hello if that works. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = recorder.webSocket("/echo");
  connection.opened.then(() => connection.send("hello"));
  await Promise.race([connection.next(), connection.closed]);
};

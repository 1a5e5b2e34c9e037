/** Tries to connect; says hello if it can. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = recorder.webSocket("/echo");
  line.opened.then(() => line.send("hello"));
  await Promise.race([line.next(), line.closed]);
};

/** Connects to a path with a typo, then to the correct one. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const wrong = recorder.webSocket("/ehco", "wrong");
  await wrong.closed;
  const right = await recorder.open("/echo", "right");
  right.send("hello");
  await right.next();
};

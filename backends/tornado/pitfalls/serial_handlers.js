/** Asks for something slow, and right after it for something quick, over one connection. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/ws");
  line.send("a report, please");
  line.send("what time is it?");
  await line.next();
  await line.next();
};

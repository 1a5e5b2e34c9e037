/** Asks for a report that takes longer than a ping may take, and waits for it. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/ws");
  line.send("a report, please");
  await Promise.race([line.next(), line.closed]);
};

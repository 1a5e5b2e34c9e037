/** Asks for a report of 8 MB, and is to be told of its progress meanwhile. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/report");
  line.send("a report, please");
  await Promise.race([line.closed, line.next().then(() => line.next())]);
};

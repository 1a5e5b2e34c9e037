/** Asks for a report that takes longer than the ping timeout, and waits for it. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  connection.send("a report, please");
  await Promise.race([connection.next(), connection.closed]);
};

/** Asks for a report of 8 MB; another greenlet sends its progress. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/report");
  connection.send("a report, please");
  await Promise.race([connection.closed, connection.next().then(() => connection.next())]);
};

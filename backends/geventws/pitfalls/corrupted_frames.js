/** Asks for a report of 8 MB, and is to be told of its progress meanwhile. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/report");
  connection.send("a report, please");
  await Promise.race([connection.closed, connection.next().then(() => connection.next())]);
};

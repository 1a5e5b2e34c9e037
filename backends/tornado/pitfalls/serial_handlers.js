/** Asks for something slow, then at once for something quick, over one connection. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  connection.send("a report, please");
  connection.send("what time is it?");
  await connection.next();
  await connection.next();
};

/** Opens the blueprint's route, says hello, and waits for the echo or the close. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/chat/echo");
  connection.send("hello");
  await Promise.race([connection.next(), connection.closed]);
};

/** Asks for two prices; the server has only one of them. Then asks whether the server is well. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/price");
  connection.send('{"item": "tea"}');
  await connection.next();
  connection.send('{"item": "coffee"}');
  await connection.closed;
  await recorder.fetch("/health");
};

/** Asks for two prices, of which the server knows one. Then asks for the server's health. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/price");
  connection.send('{"item": "tea"}');
  await connection.next();
  connection.send('{"item": "coffee"}');
  await connection.closed;
  await recorder.fetch("/health");
};

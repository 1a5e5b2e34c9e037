/** Sends a picture within the limit, then a larger one. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/upload");
  connection.send(new Uint8Array(4096));
  await connection.next();
  connection.send(new Uint8Array(8000));
  await Promise.race([connection.next(), connection.closed]);
};

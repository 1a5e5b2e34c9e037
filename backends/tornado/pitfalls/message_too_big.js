/** Sends a small picture and a larger one. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/upload");
  line.send(new Uint8Array(4096));
  await line.next();
  line.send(new Uint8Array(8000));
  await Promise.race([line.next(), line.closed]);
};

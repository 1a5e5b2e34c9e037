/** Asks for two prices; the server has only one of them. Then asks whether the server is well. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/price");
  line.send('{"item": "tea"}');
  await line.next();
  line.send('{"item": "coffee"}');
  await line.closed;
  await recorder.fetch("/health");
};

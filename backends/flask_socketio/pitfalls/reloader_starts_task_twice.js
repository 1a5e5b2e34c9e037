/** Connects and waits for three values. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  for (let value = 0; value < 3; value += 1) await recorder.once(socket, "measured");
};

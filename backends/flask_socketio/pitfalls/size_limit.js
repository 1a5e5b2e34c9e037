/** Sends 1,200,000 characters; if this closes the connection, waits for the next one. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { reconnectionDelay: 200, reconnectionDelayMax: 200 });
  await recorder.once(socket, "connect");
  try {
    const answer = await socket.timeout(10000).emitWithAck("upload", "x".repeat(1_200_000));
    recorder.record("message", answer);
  } catch (error) {
    recorder.record("error", String(error));
    if (!socket.connected) await recorder.once(socket, "connect");
  }
  recorder.record("message", await socket.emitWithAck("upload", "a little more"));
};

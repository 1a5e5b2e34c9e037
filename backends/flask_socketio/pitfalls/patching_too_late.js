/** Asks for something that the server has to fetch by HTTPS, and waits a while for it. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  try {
    const weather = await socket.timeout(1500).emitWithAck("weather");
    recorder.record("message", weather);
  } catch (error) {
    recorder.record("error", String(error));
  }
};

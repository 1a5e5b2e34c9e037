/** Says hello by HTTP and by an event, and waits for both answers. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.fetch("/login", { method: "POST" });
  await recorder.fetch("/hello");
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  try {
    recorder.record("message", await socket.timeout(1000).emitWithAck("hello"));
  } catch (error) {
    recorder.record("error", String(error));
  }
};

/** Starts a slow installation, and waits until it is done. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  await socket.emitWithAck("install");
  recorder.note("installed");
};

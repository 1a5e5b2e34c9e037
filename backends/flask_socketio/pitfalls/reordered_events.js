/** Sends two letters, one right after the other, and waits until both are noted. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  const texts = await Promise.all(["h", "i"].map((letter) => socket.emitWithAck("key", letter)));
  recorder.note(`noted: ${texts.sort((a, b) => b.length - a.length)[0]}`);
};

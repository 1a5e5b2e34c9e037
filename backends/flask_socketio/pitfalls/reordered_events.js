/** Sends two letters in a row, and waits until the server has noted both. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  const texts = await Promise.all(["h", "i"].map((letter) => socket.emitWithAck("key", letter)));
  recorder.note(`noted: ${texts.sort((a, b) => b.length - a.length)[0]}`);
};

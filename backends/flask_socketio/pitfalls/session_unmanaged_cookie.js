/** Puts two things into the basket, one after another. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.fetch("/basket", { method: "POST" });
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  recorder.note(`in the basket: ${await socket.emitWithAck("add", "milk")}`);
  recorder.note(`in the basket: ${await socket.emitWithAck("add", "tea")}`);
};

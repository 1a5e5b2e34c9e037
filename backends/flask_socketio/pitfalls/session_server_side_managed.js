/** Chooses a language: by HTTP, again by HTTP when connected, by an event, and again by HTTP. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.fetch("/language/en", { method: "POST" });
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  await recorder.fetch("/language/de", { method: "POST" });
  recorder.note(`event choose: ${await socket.emitWithAck("choose", "fr")}`);
  await recorder.fetch("/language/it", { method: "POST" });
};

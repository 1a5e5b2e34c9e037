/** Changes the name by an event and reads it by HTTP, then the other way round. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.fetch("/name/Ada", { method: "POST" });
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  recorder.note(`event rename: ${await socket.emitWithAck("rename", "Bob")}`);
  await recorder.fetch("/name");
  await recorder.fetch("/name/Cyd", { method: "POST" });
  recorder.note(`event name: ${await socket.emitWithAck("name")}`);
};

/** Logs in (too late at first), orders a report, loses the connection, and waits for the report. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.once(recorder.io("too early"), "connect_error");
  await recorder.fetch("/login/ada", { method: "POST" });
  const socket = recorder.io("", { reconnectionDelay: 100, reconnectionDelayMax: 100 });
  await recorder.once(socket, "connect");
  const first = socket.id;
  recorder.note(`order: ${await socket.emitWithAck("order")}`);
  await recorder.network({ cut: "/socket.io" });
  await recorder.once(socket, "connect");
  recorder.note(socket.id === first ? "the same sid" : "a new sid");
  await recorder.fetch("/report-is-ready", { method: "POST" });
  recorder.note(`order another one: ${await socket.emitWithAck("order")}`);
};

/** Logs in, late; orders a report, loses the connection, gets it back, and waits for the report. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.once(scene.io("too early"), "connect_error");
  await scene.fetch("/login/ada", { method: "POST" });
  const socket = scene.io("", { reconnectionDelay: 100, reconnectionDelayMax: 100 });
  await scene.once(socket, "connect");
  const first = socket.id;
  scene.note(`order: ${await socket.emitWithAck("order")}`);
  await scene.network({ cut: "/socket.io" });
  await scene.once(socket, "connect");
  scene.note(socket.id === first ? "the same sid" : "a new sid");
  await scene.fetch("/report-is-ready", { method: "POST" });
  scene.note(`order another one: ${await socket.emitWithAck("order")}`);
};

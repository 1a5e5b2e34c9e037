/** Changes its name by an event and asks for it by HTTP, and then the other way round. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/name/Ada", { method: "POST" });
  const socket = scene.io();
  await scene.once(socket, "connect");
  scene.note(`event rename: ${await socket.emitWithAck("rename", "Bob")}`);
  await scene.fetch("/name");
  await scene.fetch("/name/Cyd", { method: "POST" });
  scene.note(`event name: ${await socket.emitWithAck("name")}`);
};

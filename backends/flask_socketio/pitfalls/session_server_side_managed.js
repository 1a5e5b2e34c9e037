/** Chooses a language: by HTTP, by HTTP again when connected, by an event, and by HTTP once more. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/language/en", { method: "POST" });
  const socket = scene.io();
  await scene.once(socket, "connect");
  await scene.fetch("/language/de", { method: "POST" });
  scene.note(`event choose: ${await socket.emitWithAck("choose", "fr")}`);
  await scene.fetch("/language/it", { method: "POST" });
};

/** Sends two letters, one right after the other, and waits until both are noted. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  const texts = await Promise.all(["h", "i"].map((letter) => socket.emitWithAck("key", letter)));
  scene.note(`noted: ${texts.sort((a, b) => b.length - a.length)[0]}`);
};

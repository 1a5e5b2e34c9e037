/** Ada connects; Bob asks for a page; after a while Ada leaves. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  await scene.once(ada, "connect");
  scene.record("message", `ada: ${await ada.emitWithAck("hello")}`);

  scene.note("Bob asks for /health");
  const health = scene.fetch("/health");
  await Promise.race([health, scene.pause(1500)]);

  scene.note("Ada leaves");
  ada.disconnect();
  await health;
};

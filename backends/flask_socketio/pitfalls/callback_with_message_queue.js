/** Two clients connect, one publishes news, and each acknowledges what it gets. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  for (const socket of [ada, bob]) socket.on("news", (_text, acknowledge) => acknowledge());
  try {
    scene.note(await ada.timeout(700).emitWithAck("publish", "it works"));
  } catch (error) {
    scene.record("error", `ada: ${error}`);
  }
};

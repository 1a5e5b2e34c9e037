/** Two clients connect, one publishes news, and each says what it has got. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  for (const socket of [ada, bob]) {
    socket.on("news", (number, _text, acknowledge) =>
      acknowledge ? acknowledge() : socket.emit("received", number),
    );
  }
  try {
    scene.note(await ada.timeout(700).emitWithAck("publish", "it works"));
  } catch (error) {
    scene.record("error", `ada: ${error}`);
  }
};

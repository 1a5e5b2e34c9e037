/** Two clients, one of whom falls asleep; the other says twelve things, each of which all should get. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.open("/ws/sleeper", "sleeper");
  const bob = await scene.open("/ws/bob", "bob");
  await scene.network({ freeze: "/ws/sleeper" });

  let got = 0;
  const all = (async () => {
    for (; got < 12; got++) {
      bob.send(`message ${got + 1}`);
      await bob.next();
    }
  })();
  let before = -1;
  while (got > before) {
    before = got;
    await Promise.race([all, scene.pause(700)]);
  }
  scene.note(`bob has ${got} of 12 messages, and no more come`);
  await scene.network({ thaw: "/ws/sleeper" });
  await all;
};

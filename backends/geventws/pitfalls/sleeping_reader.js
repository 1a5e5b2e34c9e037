/** One of two clients stops reading. The other sends twelve messages, meant for both. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.open("/ws/sleeper", "sleeper");
  const bob = await recorder.open("/ws/bob", "bob");
  await recorder.network({ freeze: "/ws/sleeper" });

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
    await Promise.race([all, recorder.pause(700)]);
  }
  recorder.note(`bob has ${got} of 12 messages, and no more come`);
  await recorder.network({ thaw: "/ws/sleeper" });
  await all;
};

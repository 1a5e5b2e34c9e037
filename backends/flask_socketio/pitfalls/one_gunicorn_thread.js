/** Ada connects, Bob asks for a page, and after a while Ada leaves. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  await recorder.once(ada, "connect");
  recorder.record("message", `ada: ${await ada.emitWithAck("hello")}`);

  recorder.note("Bob asks for /health");
  const health = recorder.fetch("/health");
  await Promise.race([health, recorder.pause(1500)]);

  recorder.note("Ada leaves");
  ada.disconnect();
  await health;
};

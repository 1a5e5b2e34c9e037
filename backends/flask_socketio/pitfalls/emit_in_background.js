/** Ada starts the task. Bob is connected, and has not asked for anything. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  await ada.emitWithAck("start");
  recorder.note("the task has been started");
};

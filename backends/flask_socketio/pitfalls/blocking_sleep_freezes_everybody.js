/** Ada asks for a report. Until she has it, Bob keeps asking for something quick. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  let reported = false;
  const report = ada.emitWithAck("report").then((text) => {
    reported = true;
    recorder.record("message", `ada: ${text}`);
  });
  while (!reported) {
    recorder.record("message", `bob: ${await bob.emitWithAck("hello")}`);
    await recorder.pause(250);
  }
  await report;
};

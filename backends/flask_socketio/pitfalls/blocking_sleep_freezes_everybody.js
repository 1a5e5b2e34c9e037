/** Ada asks for a report; until she has it, Bob asks for something quick again and again. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  let reported = false;
  const report = ada.emitWithAck("report").then((text) => {
    reported = true;
    scene.record("message", `ada: ${text}`);
  });
  while (!reported) {
    scene.record("message", `bob: ${await bob.emitWithAck("hello")}`);
    await scene.pause(250);
  }
  await report;
};

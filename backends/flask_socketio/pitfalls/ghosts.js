/** Ada's network freezes, and Bob asks who is online until she is no longer listed. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada", { query: { name: "ada" }, reconnection: false });
  const bob = recorder.io("bob", { query: { name: "bob" } });
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  await recorder.network({ freeze: "name=ada" });
  let names = [];
  do {
    await recorder.pause(300);
    names = await bob.emitWithAck("who");
    recorder.record("message", `online: ${names.join(", ")}`);
  } while (names.includes("ada"));
};

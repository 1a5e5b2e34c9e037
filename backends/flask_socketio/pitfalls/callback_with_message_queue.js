/** Two clients connect, one publishes news, and each reports what it got. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  for (const socket of [ada, bob]) {
    socket.on("news", (number, _text, acknowledge) =>
      acknowledge ? acknowledge() : socket.emit("received", number),
    );
  }
  try {
    recorder.note(await ada.timeout(700).emitWithAck("publish", "it works"));
  } catch (error) {
    recorder.record("error", `ada: ${error}`);
  }
};

/** Mallory writes Socket.IO packets by hand: she emits connect and disconnect, and still listens. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const bob = recorder.io("bob", { query: { name: "bob" } });
  await recorder.once(bob, "connect");
  const path = "/socket.io/?EIO=4&transport=websocket&name=mallory";
  const mallory = await recorder.open(path, "mallory");
  /** @param {string} begin */
  const packet = async (begin) => {
    while (!String(await mallory.next()).startsWith(begin));
  };
  await packet("0{");
  mallory.send("40");
  await packet("40");
  mallory.send('421["connect",{},{"name":"root"}]');
  await packet("431[");
  mallory.send('422["disconnect","bored"]');
  await packet("432[");
  await bob.emitWithAck("say", "now that we are alone");
  await packet('42["said"');
};

/** Cleo sends everyone a report. Bob leaves while Ada reads slowly. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = await recorder.open("/ws/ada", "ada");
  const bob = await recorder.open("/ws/bob", "bob");
  const cleo = await recorder.open("/ws/cleo", "cleo");
  await recorder.network({ freeze: "/ws/ada" });
  cleo.send("the report, please");
  await cleo.next();
  bob.socket.close();
  await bob.closed;
  await recorder.network({ thaw: "/ws/ada" });
  await ada.next();
  await Promise.race([cleo.next(), cleo.closed]);
};

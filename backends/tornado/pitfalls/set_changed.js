/** Bob sends everyone a report. Cleo joins while Ada reads slowly. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.open("/ws/ada", "ada");
  const bob = await recorder.open("/ws/bob", "bob");
  await recorder.network({ freeze: "/ws/ada" });
  bob.send("the report, please");
  await bob.next();
  await recorder.open("/ws/cleo", "cleo");
  await recorder.network({ thaw: "/ws/ada" });
  let told;
  while (told !== "all have it" && !(told instanceof CloseEvent)) {
    told = await Promise.race([bob.next(), bob.closed]);
  }
};

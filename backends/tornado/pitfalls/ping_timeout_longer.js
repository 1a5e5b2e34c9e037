/** Loses its network for a moment, then sends a message. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  await recorder.network({ freeze: "/ws" });
  await recorder.pause(1600);
  await recorder.network({ thaw: "/ws" });
  connection.send("here I am again");
  await Promise.race([connection.next(), connection.closed]);
};

/** Waits for an answer: with socket.io-client and polling first, then with requests by hand. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { transports: ["polling", "websocket"] });
  const upgraded = recorder.upgraded(socket);
  try {
    recorder.record("message", await socket.timeout(2000).emitWithAck("hello"));
  } catch (error) {
    recorder.record("error", String(error));
  }
  await upgraded;
  socket.disconnect();

  // One after another, so that no poll arrives before CONNECT.
  const path = "/socket.io/?EIO=4&transport=polling";
  const { sid } = JSON.parse((await (await recorder.fetch(path)).text()).slice(1));
  const session = `${path}&sid=${sid}`;
  await recorder.fetch(session, { method: "POST", body: "40" });
  await recorder.fetch(session);
  await recorder.fetch(session, { method: "POST", body: '420["hello"]' });
  try {
    await recorder.fetch(session, { signal: AbortSignal.timeout(3000) });
  } catch {
    recorder.note("the last poll brings nothing");
  }
};

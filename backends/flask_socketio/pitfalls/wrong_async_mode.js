/** Waits for an answer: with socket.io-client, by polling first, then with its requests by hand. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { transports: ["polling", "websocket"] });
  const upgraded = scene.upgraded(socket);
  try {
    scene.record("message", await socket.timeout(2000).emitWithAck("hello"));
  } catch (error) {
    scene.record("error", String(error));
  }
  await upgraded;
  socket.disconnect();

  // One after the other, so that no poll is there before CONNECT.
  const path = "/socket.io/?EIO=4&transport=polling";
  const { sid } = JSON.parse((await (await scene.fetch(path)).text()).slice(1));
  const session = `${path}&sid=${sid}`;
  await scene.fetch(session, { method: "POST", body: "40" });
  await scene.fetch(session);
  await scene.fetch(session, { method: "POST", body: '420["hello"]' });
  try {
    await scene.fetch(session, { signal: AbortSignal.timeout(3000) });
  } catch {
    scene.note("the last poll brings nothing");
  }
};

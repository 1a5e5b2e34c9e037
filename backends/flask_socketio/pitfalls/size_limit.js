/** Sends 1,200,000 characters; if this ends the connection, waits for the next one. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { reconnectionDelay: 200, reconnectionDelayMax: 200 });
  await scene.once(socket, "connect");
  try {
    const answer = await socket.timeout(10000).emitWithAck("upload", "x".repeat(1_200_000));
    scene.record("message", answer);
  } catch (error) {
    scene.record("error", String(error));
    if (!socket.connected) await scene.once(socket, "connect");
  }
  scene.record("message", await socket.emitWithAck("upload", "a little more"));
};

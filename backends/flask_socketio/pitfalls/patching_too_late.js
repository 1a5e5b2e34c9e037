/** Asks for what the server has to ask another server for, and waits a while for it. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  try {
    const weather = await socket.timeout(1500).emitWithAck("weather");
    scene.record("message", weather);
  } catch (error) {
    scene.record("error", String(error));
  }
};

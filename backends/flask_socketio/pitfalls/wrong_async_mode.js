/** Connects as socket.io-client does of itself, by polling first, and waits for an answer. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { transports: ["polling", "websocket"] });
  try {
    scene.record("message", await socket.timeout(2000).emitWithAck("hello"));
  } catch (error) {
    scene.record("error", String(error));
  }
};

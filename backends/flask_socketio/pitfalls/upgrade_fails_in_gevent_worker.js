/** Connects by polling first, waits for what becomes of the upgrade, and says hello. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { transports: ["polling", "websocket"] });
  await Promise.all([scene.once(socket, "connect"), scene.upgraded(socket)]);
  scene.record("message", await socket.emitWithAck("hello"));
  scene.note(`the transport is ${socket.io.engine.transport.name}`);
};

/** Connects by polling first, waits for what becomes of the upgrade, and says hello. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { transports: ["polling", "websocket"] });
  const upgrade = new Promise((resolve) => {
    socket.io.engine.once("upgrade", resolve);
    socket.io.engine.once("upgradeError", resolve);
  });
  await Promise.all([scene.once(socket, "connect"), upgrade]);
  scene.record("message", await socket.emitWithAck("hello"));
  scene.note(`the transport is ${socket.io.engine.transport.name}`);
};

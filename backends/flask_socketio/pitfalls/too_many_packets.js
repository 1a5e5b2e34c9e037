/** Emits 40 events in a row over long-polling, and asks later how many have come. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { transports: ["polling"] });
  await scene.once(socket, "connect");
  for (let x = 1; x <= 40; x += 1) socket.emit("move", x);
  await new Promise((resolve) => socket.io.engine.once("drain", () => resolve(0)));
  scene.note(`of 40 moves have come: ${await socket.emitWithAck("moves")}`);
};

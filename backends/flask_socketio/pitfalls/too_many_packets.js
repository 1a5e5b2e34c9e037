/** Emits 40 events in a row by long polling, then asks how many have come. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { transports: ["polling"] });
  await recorder.once(socket, "connect");
  for (let x = 1; x <= 40; x += 1) socket.emit("move", x);
  await new Promise((resolve) => socket.io.engine.once("drain", () => resolve(0)));
  recorder.note(`of 40 moves have come: ${await socket.emitWithAck("moves")}`);
};

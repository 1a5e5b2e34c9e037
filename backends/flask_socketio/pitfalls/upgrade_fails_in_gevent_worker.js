/** Connects with polling first, waits for the result of the upgrade, and says hello. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { transports: ["polling", "websocket"] });
  await Promise.all([recorder.once(socket, "connect"), recorder.upgraded(socket)]);
  recorder.record("message", await socket.emitWithAck("hello"));
  recorder.note(`the transport is ${socket.io.engine.transport.name}`);
};

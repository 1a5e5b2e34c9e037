/** Connects once, with polling first, and says hello. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const options = { transports: ["polling", "websocket"], reconnection: false };
  const socket = recorder.io("", options);
  const upgraded = recorder.upgraded(socket);
  const rejected = recorder.once(socket, "connect_error");
  const answer = recorder.once(socket, "connect").then(() => socket.emitWithAck("hello"));
  const result = await Promise.race([rejected, answer]);
  if (typeof result !== "string") return;
  recorder.record("message", result);
  await upgraded;
};

/** Connects to `localhost` from a page of 127.0.0.1. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  recorder.server = recorder.server.replace("127.0.0.1", "localhost");
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

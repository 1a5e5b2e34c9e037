/** Connects to `localhost`, while the page itself is from 127.0.0.1. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  scene.server = scene.server.replace("127.0.0.1", "localhost");
  const options = { transports: ["polling", "websocket"], reconnection: false };
  const socket = scene.io("", options);
  const upgraded = scene.upgraded(socket);
  const refused = scene.once(socket, "connect_error");
  const answer = scene.once(socket, "connect").then(() => socket.emitWithAck("hello"));
  const result = await Promise.race([refused, answer]);
  if (typeof result !== "string") return;
  scene.record("message", result);
  await upgraded;
};

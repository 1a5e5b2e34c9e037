/** Connects by polling first, tries once, and says hello. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
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

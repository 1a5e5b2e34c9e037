/** Asks for the options, connects through a proxy that knows no WebSockets, and says hello. */

const ATTEMPTS = 3;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.network({ strips_upgrade: true });
  const options = await (await scene.fetch("/options")).json();
  const socket = scene.io("", { reconnectionDelay: 200, ...options });
  let failed = 0;
  const refused = new Promise((resolve) =>
    socket.on("connect_error", () => ++failed === ATTEMPTS && resolve(null)),
  );
  const answer = scene.once(socket, "connect").then(() => socket.emitWithAck("hello"));
  const result = await Promise.race([refused, answer]);
  if (typeof result === "string") scene.record("message", result);
  else socket.disconnect();
};

/** Gets the options, connects through a proxy without WebSockets, and says hello. */

const ATTEMPTS = 3;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.network({ strips_upgrade: true });
  const options = await (await recorder.fetch("/options")).json();
  const socket = recorder.io("", { reconnectionDelay: 200, ...options });
  let failed = 0;
  const rejected = new Promise((resolve) =>
    socket.on("connect_error", () => ++failed === ATTEMPTS && resolve(null)),
  );
  const answer = recorder.once(socket, "connect").then(() => socket.emitWithAck("hello"));
  const result = await Promise.race([rejected, answer]);
  if (typeof result === "string") recorder.record("message", result);
  else socket.disconnect();
};

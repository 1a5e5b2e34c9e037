/** Sends an event as a stranger, then, on a new connection, as a user. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  /** @param {string} name */
  const touch = async (name) => {
    const socket = recorder.io(name);
    await recorder.once(socket, "connect");
    try {
      const answer = await socket.timeout(700).emitWithAck("touch", "the lamp");
      recorder.record("message", `${name}: ${JSON.stringify(answer)}`);
    } catch (error) {
      recorder.record("error", `${name}: ${error}`);
    }
  };
  await touch("stranger");
  await recorder.fetch("/login", { method: "POST" });
  await touch("user");
};

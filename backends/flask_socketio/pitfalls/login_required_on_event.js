/** Sends an event as a stranger, and then, on a new connection, as a user. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  /** @param {string} name */
  const touch = async (name) => {
    const socket = scene.io(name);
    await scene.once(socket, "connect");
    try {
      const answer = await socket.timeout(700).emitWithAck("touch", "the lamp");
      scene.record("message", `${name}: ${JSON.stringify(answer)}`);
    } catch (error) {
      scene.record("error", `${name}: ${error}`);
    }
  };
  await touch("stranger");
  await scene.fetch("/login", { method: "POST" });
  await touch("user");
};

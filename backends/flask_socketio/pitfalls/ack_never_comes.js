/** Asks for a price that there is, one that there is not, and with a misspelt event. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await scene.once(socket, "connect");
  /** @param {string} event @param {string} article */
  const ask = async (event, article) => {
    try {
      const answer = await socket.timeout(700).emitWithAck(event, article);
      scene.record("message", `${event} ${article}: ${JSON.stringify(answer)}`);
    } catch (error) {
      scene.record("error", `${event} ${article}: ${error}`);
    }
  };
  await Promise.all([ask("price", "coffee"), ask("prize", "tea"), ask("price", "tea")]);
};

/** Asks for an unknown price, for a known one, and with a misspelt event. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await recorder.once(socket, "connect");
  /** @param {string} event @param {string} article */
  const ask = async (event, article) => {
    try {
      const answer = await socket.timeout(700).emitWithAck(event, article);
      recorder.record("message", `${event} ${article}: ${JSON.stringify(answer)}`);
    } catch (error) {
      recorder.record("error", `${event} ${article}: ${error}`);
    }
  };
  await Promise.all([ask("price", "coffee"), ask("prize", "tea"), ask("price", "tea")]);
};

/** Another website's page, opened by a user who is logged in to the server, connects and pays. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  // Stands for an earlier login in a page of the server itself.
  const login = `${recorder.server}/login`;
  await fetch(login, { method: "POST", mode: "no-cors", credentials: "include" });
  recorder.note("the reader is logged in at the server, and looks at the stranger's page");

  const socket = recorder.io("stranger", { reconnection: false });
  const rejected = recorder.once(socket, "connect_error");
  const answer = recorder.once(socket, "connect").then(() => socket.emitWithAck("pay", "mallory"));
  const result = await Promise.race([rejected, answer]);
  if (typeof result === "string") recorder.record("message", `stranger: ${result}`);

  // With long polling, the response's headers decide whether the page may read it.
  try {
    await recorder.fetch("/socket.io/?EIO=4&transport=polling");
  } catch (error) {
    recorder.record("error", `stranger: ${error}`);
  }
};

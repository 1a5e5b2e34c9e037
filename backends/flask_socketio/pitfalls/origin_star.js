/** A stranger's page, which its reader looks at while logged in elsewhere, connects there and pays. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  // Stands for what the reader has done before, in a page of the server itself.
  const login = `${recorder.server}/login`;
  await fetch(login, { method: "POST", mode: "no-cors", credentials: "include" });
  recorder.note("the reader is logged in at the server, and looks at the stranger's page");

  const socket = recorder.io("stranger", { reconnection: false });
  const refused = recorder.once(socket, "connect_error");
  const answer = recorder.once(socket, "connect").then(() => socket.emitWithAck("pay", "mallory"));
  const result = await Promise.race([refused, answer]);
  if (typeof result === "string") recorder.record("message", `stranger: ${result}`);

  // By long-polling it is the answer's headers that decide whether the page may read it.
  try {
    await recorder.fetch("/socket.io/?EIO=4&transport=polling");
  } catch (error) {
    recorder.record("error", `stranger: ${error}`);
  }
};

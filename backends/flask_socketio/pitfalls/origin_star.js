/** A stranger's page, which its reader looks at while logged in elsewhere, connects there and pays. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  // Stands for what the reader has done before, in a page of the server itself.
  const login = `${scene.server}/login`;
  await fetch(login, { method: "POST", mode: "no-cors", credentials: "include" });
  scene.note("the reader is logged in at the server, and looks at the stranger's page");

  const socket = scene.io("stranger", { reconnection: false });
  const refused = scene.once(socket, "connect_error");
  const answer = scene.once(socket, "connect").then(() => socket.emitWithAck("pay", "mallory"));
  const result = await Promise.race([refused, answer]);
  if (typeof result === "string") scene.record("message", `stranger: ${result}`);

  // By long-polling it is the answer's headers that decide whether the page may read it.
  try {
    await scene.fetch("/socket.io/?EIO=4&transport=polling");
  } catch (error) {
    scene.record("error", `stranger: ${error}`);
  }
};

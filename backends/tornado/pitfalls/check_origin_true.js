/** The reader has logged in at the server; this page is another website's, and tries to act as them. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await fetch(new URL("/login", scene.server), { mode: "no-cors", credentials: "include" });
  scene.note("ada has logged in");
  const line = scene.webSocket("/account");
  await Promise.race([line.opened, line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("all my money to Mallory");
  await line.next();
};

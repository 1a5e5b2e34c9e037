/** Ada has logged in to the server. This page, from another website, tries to act as her. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await fetch(new URL("/login", recorder.server), { mode: "no-cors", credentials: "include" });
  recorder.note("ada has logged in");
  const connection = recorder.webSocket("/account");
  await Promise.race([connection.opened, connection.closed]);
  if (connection.socket.readyState !== WebSocket.OPEN) return;
  connection.send("all my money to Mallory");
  await connection.next();
};

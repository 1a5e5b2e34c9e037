/** Connects from a page on another port, as a development server would serve it. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = recorder.webSocket("/ws");
  await Promise.race([connection.opened, connection.closed]);
  if (connection.socket.readyState !== WebSocket.OPEN) return;
  connection.send("hello");
  await connection.next();
};

/** Comes from another port than the WebSocket's, as from a development server, and connects. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = recorder.webSocket("/ws");
  await Promise.race([line.opened, line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("hello");
  await line.next();
};

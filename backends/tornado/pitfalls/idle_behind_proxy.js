/** Sends a message after more silence than the proxy allows. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.network({ idle: 1.6 });
  const connection = await recorder.open("/ws");
  await Promise.race([recorder.pause(2400), connection.closed]);
  if (connection.socket.readyState !== WebSocket.OPEN) return;
  connection.send("still there?");
  await connection.next();
};

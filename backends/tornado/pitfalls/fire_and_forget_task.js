/** Asks for an unknown fruit, and for a known one if the connection stays open. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  connection.send("banana");
  const answer = connection.next();
  await Promise.race([answer, connection.closed, recorder.pause(700)]);
  if (connection.socket.readyState !== WebSocket.OPEN) return;
  recorder.note("no answer, and still connected");
  connection.send("apple");
  await answer;
};

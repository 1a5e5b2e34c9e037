/** Asks for a price that there is not, and, while the connection lives, for one that there is. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/ws");
  line.send("banana");
  const answer = line.next();
  await Promise.race([answer, line.closed, recorder.pause(700)]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  recorder.note("no answer, and still connected");
  line.send("apple");
  await answer;
};

/** Asks for a price that there is, for one that there is not, and for one that the server has wrong. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/ws");
  for (const fruit of ["apple", "banana", "apple", "pear"]) {
    line.send(fruit);
    await Promise.race([line.next(), line.closed]);
    if (line.socket.readyState !== WebSocket.OPEN) break;
  }
};

/** Asks for a price that there is, for one that there is not, and for one that the server has wrong. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  for (const fruit of ["apple", "banana", "apple", "pear"]) {
    connection.send(fruit);
    await Promise.race([connection.next(), connection.closed]);
    if (connection.socket.readyState !== WebSocket.OPEN) break;
  }
};

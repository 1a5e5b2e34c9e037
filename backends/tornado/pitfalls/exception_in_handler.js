/** Asks for a known fruit, for an unknown one, and for one that makes the server fail. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/ws");
  for (const fruit of ["apple", "banana", "apple", "pear"]) {
    connection.send(fruit);
    await Promise.race([connection.next(), connection.closed]);
    if (connection.socket.readyState !== WebSocket.OPEN) break;
  }
};

/** Says hello, gets it back, and closes the connection as every visitor does. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/echo");
  connection.send("hello");
  await connection.next();
  connection.socket.close();
  await connection.closed;
};

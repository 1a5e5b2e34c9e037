/** Says hello, is silent for twice the proxy's timeout, and says hello again. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.network({ idle: 1 });
  const connection = await recorder.open("/echo");
  connection.send("hello");
  await connection.next();
  await Promise.race([recorder.pause(2000), connection.closed]);
  if (connection.socket.readyState !== WebSocket.OPEN) return;
  connection.send("still there?");
  await connection.next();
};

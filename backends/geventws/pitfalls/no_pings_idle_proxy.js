/** Says hello, is quiet for twice as long as the proxy waits, and says hello again. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.network({ idle: 1 });
  const line = await recorder.open("/echo");
  line.send("hello");
  await line.next();
  await Promise.race([recorder.pause(2000), line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("still there?");
  await line.next();
};

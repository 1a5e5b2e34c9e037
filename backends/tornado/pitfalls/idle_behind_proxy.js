/** Says something only now and then, through a proxy that is not as patient. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.network({ idle: 1.6 });
  const line = await recorder.open("/ws");
  await Promise.race([recorder.pause(2400), line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("still there?");
  await line.next();
};

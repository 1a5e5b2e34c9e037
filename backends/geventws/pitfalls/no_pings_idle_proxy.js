/** Says hello, is quiet for twice as long as the proxy waits, and says hello again. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.network({ idle: 1 });
  const line = await scene.open("/echo");
  line.send("hello");
  await line.next();
  await Promise.race([scene.pause(2000), line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("still there?");
  await line.next();
};

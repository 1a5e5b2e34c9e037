/** Says something only now and then, through a proxy that is not as patient. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.network({ idle: 1.6 });
  const line = await scene.open("/ws");
  await Promise.race([scene.pause(2400), line.closed]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  line.send("still there?");
  await line.next();
};

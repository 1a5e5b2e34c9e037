/** Asks for a price that there is not, and, while the connection lives, for one that there is. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/ws");
  line.send("banana");
  const answer = line.next();
  await Promise.race([answer, line.closed, scene.pause(700)]);
  if (line.socket.readyState !== WebSocket.OPEN) return;
  scene.note("no answer, and still connected");
  line.send("apple");
  await answer;
};

/** Gives a wrong password, then stands in a queue that is full, and looks at the codes. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const members = await scene.open("/members", "members");
  members.send("let me in");
  const { code } = await members.closed;
  scene.note(code === 4001 ? "ask for the password again" : `what does ${code} mean?`);
  const queue = scene.webSocket("/queue", "queue");
  await queue.closed;
};

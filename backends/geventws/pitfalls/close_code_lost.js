/** Gives a wrong password, then stands in a queue that is full, and looks at the codes. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const members = await recorder.open("/members", "members");
  members.send("let me in");
  const { code } = await members.closed;
  recorder.note(code === 4001 ? "ask for the password again" : `what does ${code} mean?`);
  const queue = recorder.webSocket("/queue", "queue");
  await queue.closed;
};

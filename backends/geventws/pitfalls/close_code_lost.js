/** Gives a wrong password, then joins a full queue, and looks at the close codes. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const members = await recorder.open("/members", "members");
  members.send("let me in");
  const { code } = await members.closed;
  recorder.note(code === 4001 ? "ask for the password again" : `what does ${code} mean?`);
  const queue = recorder.webSocket("/queue", "queue");
  await queue.closed;
};

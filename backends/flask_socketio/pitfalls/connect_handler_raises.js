/**
 * Eve connects with a wrong token, Mallory with auth that is no object; they wait half a second.
 * Ada, with the right token, sends a message to everyone.
 */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const eve = recorder.io("eve", { auth: { token: "wrong" } });
  const mallory = recorder.io("mallory", { auth: "x" });
  const answers = [eve, mallory].map((socket) =>
    Promise.race([recorder.once(socket, "connect"), recorder.once(socket, "connect_error")]),
  );
  const opened = [eve, mallory].map(
    (socket) => new Promise((resolve) => socket.io.once("open", () => resolve(true))),
  );
  await Promise.all(opened);
  await Promise.race([Promise.all(answers), recorder.pause(500)]);
  const ada = recorder.io("ada", { auth: { token: "a right token" } });
  await recorder.once(ada, "connect");
  await ada.emitWithAck("chat", "for members only");
};

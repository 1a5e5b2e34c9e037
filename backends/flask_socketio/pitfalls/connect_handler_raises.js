/**
 * Eve connects with a wrong token, Mallory with auth that is no object; they wait half a second.
 * Ada, with a right token, writes to all.
 */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const eve = scene.io("eve", { auth: { token: "wrong" } });
  const mallory = scene.io("mallory", { auth: "x" });
  const answers = [eve, mallory].map((socket) =>
    Promise.race([scene.once(socket, "connect"), scene.once(socket, "connect_error")]),
  );
  const opened = [eve, mallory].map(
    (socket) => new Promise((resolve) => socket.io.once("open", () => resolve(true))),
  );
  await Promise.all(opened);
  await Promise.race([Promise.all(answers), scene.pause(500)]);
  const ada = scene.io("ada", { auth: { token: "a right token" } });
  await scene.once(ada, "connect");
  await ada.emitWithAck("chat", "for members only");
};

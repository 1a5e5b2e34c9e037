/** Eve connects with a wrong token and waits half a second; Ada, with a right one, writes to all. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const eve = scene.io("eve", { auth: { token: "wrong" } });
  const answer = Promise.race([scene.once(eve, "connect"), scene.once(eve, "connect_error")]);
  await Promise.race([answer, scene.pause(500)]);
  const ada = scene.io("ada", { auth: { token: "a right token" } });
  await scene.once(ada, "connect");
  await ada.emitWithAck("chat", "for members only");
};

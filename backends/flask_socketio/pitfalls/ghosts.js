/** Ada's network freezes, and Bob asks who is online until she is not. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada", { query: { name: "ada" }, reconnection: false });
  const bob = scene.io("bob", { query: { name: "bob" } });
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  await scene.network({ freeze: "name=ada" });
  let names = [];
  do {
    await scene.pause(300);
    names = await bob.emitWithAck("who");
    scene.record("message", `online: ${names.join(", ")}`);
  } while (names.includes("ada"));
};

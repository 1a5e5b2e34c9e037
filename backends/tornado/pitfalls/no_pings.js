/** Ada's network fails. Bob goes on talking, until he is told that she is gone. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.open("/ws/ada", "ada");
  const bob = await scene.open("/ws/bob", "bob");
  await scene.network({ freeze: "/ws/ada" });
  for (let count = 1; count <= 6; count++) {
    bob.send(`hello ${count}`);
    await bob.next();
    if ((await bob.next()) === "clients: 1") return;
    await scene.pause(400);
  }
};

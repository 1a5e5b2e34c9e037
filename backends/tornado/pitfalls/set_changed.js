/** Bob sends a report to all: Ada reads slowly, and meanwhile Cleo joins. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.open("/ws/ada", "ada");
  const bob = await scene.open("/ws/bob", "bob");
  await scene.network({ freeze: "/ws/ada" });
  bob.send("the report, please");
  await bob.next();
  await scene.open("/ws/cleo", "cleo");
  await scene.network({ thaw: "/ws/ada" });
  let told;
  while (told !== "all have it" && !(told instanceof CloseEvent)) {
    told = await Promise.race([bob.next(), bob.closed]);
  }
};

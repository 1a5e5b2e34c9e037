/** Two clients of a feed do not get at the network for a while; then one reads on, the other is gone. */

const PICTURES = 10;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = await scene.open("/camera?ada", "ada");
  await scene.open("/camera?bob", "bob");
  await scene.network({ freeze: "/camera" });
  await scene.fetch("/motion", { method: "POST" });
  // To answer takes a turn of the server's loop at least, and so there is time for a picture.
  for (let answers = 0; answers < PICTURES; answers += 1) {
    await scene.pause(50);
    await scene.fetch("/memory", { cache: "no-store" });
  }
  await scene.network({ cut: "/camera?bob" });
  await scene.network({ thaw: "/camera" });
  for (let pictures = 0; pictures < PICTURES; pictures += 1) await ada.next();
};

/** Starts a feed, and then does not get at the network any more; asks for the server's memory. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/camera");
  line.send("start");
  await line.next();
  await scene.network({ freeze: "/camera" });
  await scene.pause(1000);
  await scene.fetch("/memory");
};

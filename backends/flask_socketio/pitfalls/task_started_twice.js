/** Two clients connect at the same moment, and one stays until the last value has come. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = scene.io("ada");
  const bob = scene.io("bob");
  await Promise.all([scene.once(ada, "connect"), scene.once(bob, "connect")]);
  bob.disconnect();
  await new Promise((done) => ada.on("measured", (value) => value === "value 3" && done(0)));
};

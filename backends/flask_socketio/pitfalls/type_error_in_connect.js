/** Connects once, without saying who it is, and waits half a second to be connected. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { reconnection: false });
  await Promise.race([scene.once(socket, "connect"), scene.pause(500)]);
};

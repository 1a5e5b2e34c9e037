/** Connects without saying who it is, then with a text; waits half a second each to be connected. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const clients = { "no auth": {}, "a text": { auth: "Ada" } };
  for (const [name, options] of Object.entries(clients)) {
    const socket = scene.io(name, { reconnection: false, ...options });
    await Promise.race([scene.once(socket, "connect"), scene.pause(500)]);
  }
};

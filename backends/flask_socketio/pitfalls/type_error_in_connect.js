/** Connects without auth, then with a string as auth; waits half a second for each connection. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const clients = { "no auth": {}, "a text": { auth: "Ada" } };
  for (const [name, options] of Object.entries(clients)) {
    const socket = recorder.io(name, { reconnection: false, ...options });
    await Promise.race([recorder.once(socket, "connect"), recorder.pause(500)]);
  }
};

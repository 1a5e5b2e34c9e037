/** Connects, and waits for the third event, or for the end of the connection. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { reconnection: false });
  const third = new Promise((resolve) =>
    socket.on("second", (second) => second === 3 && resolve(second)),
  );
  await Promise.race([third, scene.once(socket, "disconnect")]);
  socket.disconnect();
};

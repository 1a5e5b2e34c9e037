/** Connects, and waits until the server says that it is ready. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io();
  await new Promise((resolve) =>
    socket.on("status", (status) => status === "ready" && resolve(status)),
  );
};

/** Connects and waits until the server is ready. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io();
  await new Promise((resolve) =>
    socket.on("status", (status) => status === "ready" && resolve(status)),
  );
};

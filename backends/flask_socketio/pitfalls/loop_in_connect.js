/** Connects, and waits for the third event or for the end of the connection. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { reconnection: false });
  const third = new Promise((resolve) =>
    socket.on("second", (second) => second === 3 && resolve(second)),
  );
  await Promise.race([third, recorder.once(socket, "disconnect")]);
  socket.disconnect();
};

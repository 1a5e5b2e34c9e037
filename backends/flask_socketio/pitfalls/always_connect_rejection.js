/** Connects without a token, and waits for an error or for the third connection. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const socket = recorder.io("", { reconnectionDelay: 100 });
  let connections = 0;
  const third = new Promise((resolve) =>
    socket.on("disconnect", () => {
      connections += 1;
      if (connections === 3) resolve(connections);
    }),
  );
  await Promise.race([third, recorder.once(socket, "connect_error")]);
  recorder.note(`connected ${connections} times`);
  socket.disconnect();
};

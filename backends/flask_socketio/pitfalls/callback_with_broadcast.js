/** Three clients connect, one publishes news, and each acknowledges it. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const sockets = ["ada", "bob", "eve"].map((name) => recorder.io(name));
  await Promise.all(sockets.map((socket) => recorder.once(socket, "connect")));
  const received = sockets.map(
    (socket) =>
      new Promise((resolve) =>
        socket.on("news", (_text, acknowledge) => {
          acknowledge();
          resolve(true);
        }),
      ),
  );
  sockets[0]?.emit("publish", "it works");
  await Promise.all(received);
};

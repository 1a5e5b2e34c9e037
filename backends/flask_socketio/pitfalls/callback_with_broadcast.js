/** Three clients connect, one publishes news, and each acknowledges what it gets. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const sockets = ["ada", "bob", "eve"].map((name) => scene.io(name));
  await Promise.all(sockets.map((socket) => scene.once(socket, "connect")));
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

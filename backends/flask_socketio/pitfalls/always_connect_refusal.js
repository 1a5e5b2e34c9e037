/** Connects without a token; waits for an error, or for the third connection. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const socket = scene.io("", { reconnectionDelay: 100 });
  let connections = 0;
  const third = new Promise((resolve) =>
    socket.on("disconnect", () => {
      connections += 1;
      if (connections === 3) resolve(connections);
    }),
  );
  await Promise.race([third, scene.once(socket, "connect_error")]);
  scene.note(`connected ${connections} times`);
  socket.disconnect();
};

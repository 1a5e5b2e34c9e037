/** Clients connect one after another, by polling first, until one fails or twelve are served. */

const CLIENTS = 12;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  for (let number = 1; number <= CLIENTS; number += 1) {
    const socket = scene.io(`client ${number}`, {
      transports: ["polling", "websocket"],
      reconnection: false,
    });
    const upgraded = scene.upgraded(socket);
    const refused = scene.once(socket, "connect_error").then(() => false);
    const lost = scene.once(socket, "disconnect").then(() => false);
    const served = scene
      .once(socket, "connect")
      .then(() => Promise.all([socket.emitWithAck("hello"), upgraded]))
      .then(() => true);
    const successful = await Promise.race([refused, lost, served]);
    if (!successful) return scene.note(`client ${number} is not served`);
    socket.disconnect();
  }
  scene.note(`all ${CLIENTS} clients are served`);
};

/** Clients connect one after another, with polling first, until one fails or twelve are served. */

const CLIENTS = 12;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  for (let number = 1; number <= CLIENTS; number += 1) {
    const socket = recorder.io(`client ${number}`, {
      transports: ["polling", "websocket"],
      reconnection: false,
    });
    const upgraded = recorder.upgraded(socket);
    const rejected = recorder.once(socket, "connect_error").then(() => false);
    const lost = recorder.once(socket, "disconnect").then(() => false);
    const served = recorder
      .once(socket, "connect")
      .then(() => Promise.all([socket.emitWithAck("hello"), upgraded]))
      .then(() => true);
    const successful = await Promise.race([rejected, lost, served]);
    if (!successful) return recorder.note(`client ${number} is not served`);
    socket.disconnect();
  }
  recorder.note(`all ${CLIENTS} clients are served`);
};

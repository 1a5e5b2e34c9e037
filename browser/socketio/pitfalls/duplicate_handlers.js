/**
 * Handlers registered in the connect handler run twice after a reconnect.
 *
 * Looks like:
 *     twice or more often
 *
 * Symptom:
 *     client: shows each message twice after the first reconnect, three times after the second
 *     wire: one frame for each message, as expected
 *     server: emits once
 *
 * Cause:
 *     Every connection emits `connect`, not only the first one. The socket is the same object
 *     before and after a reconnect, and keeps its handlers. `Emitter.on` adds another handler each
 *     time, and does not check whether it already has the same function.
 *
 *     A component that calls `socket.on` whenever it is mounted, and never `socket.off`, does the
 *     same without any reconnect.
 *
 * Fix:
 *     Register handlers once, beside `connect` and not in it. In `connect`, do only what the server
 *     has forgotten: join rooms, ask for the current state. In a component, call
 *     `socket.off("news", handler)`, with the same function, when it is removed.
 *
 * Versions:
 *     socket.io-client 4.8.4 and all earlier versions; Flask-SocketIO 5.7.0.
 *
 * References:
 *     https://socket.io/docs/v4/client-socket-instance/#connect
 *     https://github.com/miguelgrinberg/Flask-SocketIO/issues/470
 *     @socket.io/component-emitter, lib/esm/index.js: Emitter.prototype.on
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */
/** @import { Socket } from "socket.io-client" */

/** @param {Recorder} recorder @param {Socket} socket */
async function loseTheConnectionOnce(recorder, socket) {
  await recorder.once(socket, "connect");
  await socket.emitWithAck("tell", "one");
  const again = recorder.once(socket, "connect");
  await recorder.network({ cut: "/socket.io" });
  await again;
  await socket.emitWithAck("tell", "two");
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 100 });
  socket.on("connect", () => {
    socket.on("news", (text) => recorder.note(`shown: ${text}`));
  });
  await loseTheConnectionOnce(recorder, socket);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 100 });
  socket.on("news", (text) => recorder.note(`shown: ${text}`));
  await loseTheConnectionOnce(recorder, socket);
}

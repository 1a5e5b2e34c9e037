/**
 * Handlers registered in the connect handler run twice after a reconnect.
 *
 * Looks like:
 *     twice, or too often
 *
 * Symptom:
 *     client: shows each message twice after the first reconnect, three times after the second
 *     wire: one frame for each message, as it should be
 *     server: emits once
 *
 * Cause:
 *     `connect` is an event of every connection, not of the first one alone. The socket is the same
 *     object before and after, and keeps its handlers. `Emitter.on` adds another one each time, and
 *     does not look whether the same function is there already.
 *
 *     A component that calls `socket.on` whenever it is mounted, and never `socket.off`, does the
 *     same without any reconnect.
 *
 * Fix:
 *     Register handlers once, beside `connect` and not in it. What belongs into `connect` is what
 *     the server has forgotten: joining rooms, asking for the current state. In a component, call
 *     `socket.off("news", handler)`, with the same function, when it goes.
 *
 * Versions:
 *     socket.io-client 4.8.4, and every earlier one; Flask-SocketIO 5.7.0.
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

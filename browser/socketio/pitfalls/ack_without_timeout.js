/**
 * An acknowledgement's callback never runs if the connection is lost.
 *
 * Looks like:
 *     the client gets nothing
 *     a vanished client or server goes unnoticed
 *
 * Symptom:
 *     client: the callback does not run, and there is no error; a "Saving..." stays forever
 *     server: has done the work, and its acknowledgement reaches no client
 *
 * Cause:
 *     `emit("order", what, callback)` stores the callback under its number in `socket.acks`. When
 *     the connection is lost, `Socket._clearAcks` removes the callbacks, and calls only those that
 *     expect an error as their first value. A plain callback does not, so it never runs. If the
 *     connection only hangs, even that happens only after the ping timeout.
 *
 * Fix:
 *     Use `socket.timeout(5000).emit(...)`: the callback's first value is then an error, "socket
 *     has been disconnected" at once or "operation has timed out" later. `emitWithAck` rejects with
 *     the same errors, with the second one only after `timeout()` or with the option `ackTimeout`.
 *     An error does not mean that the server did nothing: give each order an id, so that you can
 *     send it again.
 *
 * Versions:
 *     socket.io-client 4.8.4; `timeout` since 4.4.0, the error at the disconnect since 4.7.5.
 *     Flask-SocketIO 5.7.0.
 *
 * References:
 *     https://socket.io/docs/v4/emitting-events/#with-timeout
 *     socket.io-client, socket.js: Socket._clearAcks, Socket._registerAckCallback
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */
/** @import { Socket } from "socket.io-client" */

/** @param {Recorder} recorder @param {Socket} socket */
async function loseTheConnectionMeanwhile(recorder, socket) {
  await recorder.once(socket, "taken");
  const again = recorder.once(socket, "connect");
  await recorder.network({ cut: "/socket.io" });
  await again;
  await socket.emitWithAck("echo", "connected again");
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 700, randomizationFactor: 0 });
  socket.emit("order", "tea", (/** @type {string} */ answer) => {
    recorder.note(`the order: ${answer}`);
  });
  await loseTheConnectionMeanwhile(recorder, socket);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 700, randomizationFactor: 0 });
  socket
    .timeout(5000)
    .emit("order", "tea", (/** @type {Error?} */ error, /** @type {string} */ answer) => {
      recorder.note(`the order: ${error?.message ?? answer}`);
    });
  await loseTheConnectionMeanwhile(recorder, socket);
}

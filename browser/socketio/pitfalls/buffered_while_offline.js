/**
 * Events emitted while offline are all sent at the reconnect.
 *
 * Looks like:
 *     everything arrives at once
 *     late, or only after something else
 *     memory grows
 *
 * Symptom:
 *     server: gets every position of the last hour at the moment of the reconnect
 *     wire: a burst of events right behind the answer to the CONNECT packet
 *     client: nothing; `socket.sendBuffer` grows, and `socket.volatile` changes nothing
 *
 * Cause:
 *     If the socket is not connected, `Socket.emit` puts the packet into `sendBuffer`, and
 *     `Socket.onconnect` sends all of them. This suits a chat message, but not a position, a
 *     keystroke or "I am typing".
 *
 *     Two fixes that you may find do not work. `volatile` drops an event only if the transport is
 *     not `writable`; a closed WebSocket still says that it is, so the event is buffered.
 *     `socket.sendBuffer = []` in the `connect` handler comes too late: `onconnect` calls
 *     `emitBuffered` before the handlers.
 *
 * Fix:
 *     Check `socket.connected` before you emit data that will soon be stale. You can leave data
 *     that must arrive to the buffer, but the buffer is lost when the page closes.
 *
 * Versions:
 *     socket.io-client 4.8.4 over WebSocket; Flask-SocketIO 5.7.0.
 *
 * References:
 *     https://socket.io/docs/v4/client-offline-behavior/
 *     https://github.com/socketio/socket.io-client/issues/1358
 *     socket.io-client, socket.js: Socket.emit, Socket.onconnect
 *     engine.io-client, transport.js: Transport.onClose
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */
/** @import { Socket } from "socket.io-client" */

/** @param {Recorder} recorder @param {Socket} socket @param {(step: number) => void} move */
async function moveWithoutConnection(recorder, socket, move) {
  await recorder.once(socket, "connect");
  move(1);
  await socket.emitWithAck("echo", "the first step is done");
  const lost = recorder.once(socket, "disconnect");
  const again = recorder.once(socket, "connect");
  await recorder.network({ cut: "/socket.io" });
  await lost;
  for (const step of [2, 3, 4]) {
    move(step);
    recorder.note(`step ${step}, ${socket.sendBuffer.length} in sendBuffer`);
    await recorder.pause(100);
  }
  await again;
  await socket.emitWithAck("echo", "all steps are done");
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 800, randomizationFactor: 0 });
  await moveWithoutConnection(recorder, socket, (step) => {
    socket.emit("position", step);
    socket.volatile.emit("typing", step);
  });
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const socket = recorder.io("", { reconnectionDelay: 800, randomizationFactor: 0 });
  await moveWithoutConnection(recorder, socket, (step) => {
    if (!socket.connected) return;
    socket.emit("position", step);
    socket.volatile.emit("typing", step);
  });
}

/**
 * socket.io-client cannot connect to a plain WebSocket server.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     the client gets nothing
 *
 * Symptom:
 *     client: connect_error websocket error, if the path does not exist
 *     client: connect_error timeout, if it does
 *     wire: 404 NOT FOUND for /socket/?EIO=4&transport=websocket, again and again
 *
 * Cause:
 *     Socket.IO is its own protocol on top of WebSocket. The client requests `/socket.io/` (with
 *     long polling first, by default), which a plain server does not have: "websocket error" or
 *     "xhr poll error". If the server has that path, or does not look at paths, the WebSocket
 *     opens, and the client waits for Engine.IO's first packet, `0{"sid": ...}`, until "timeout". A
 *     server that sends something else first gets "server error". The client keeps trying forever.
 *     In the other direction, a Socket.IO server sends that packet to a plain WebSocket, and closes
 *     the connection when it gets no answer to its ping.
 *
 * Fix:
 *     Use `new WebSocket` with a native server, and socket.io-client with a Socket.IO server.
 *     Reconnecting, rooms and acknowledgements belong to Socket.IO: with a native server you write
 *     your own.
 *
 * Versions:
 *     socket.io-client 4.8.4; simple-websocket 1.1.0 as the plain server.
 *
 * References:
 *     https://socket.io/docs/v4/troubleshooting-connection-issues/
 *     https://github.com/miguelgrinberg/simple-websocket/issues/10
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder */
export async function broken(recorder) {
  // The first path does not exist; for the second, one second is enough to wait for a packet.
  for (const options of [{ path: "/socket/" }, { path: "/chat/", timeout: 1000 }]) {
    const socket = recorder.io(options.path, { reconnectionDelay: 100, ...options });
    socket.emit("message", "hello");
    await new Promise((resolve) => socket.io.once("reconnect_error", resolve));
    socket.close();
  }
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connection = await recorder.open("/chat/");
  connection.send("hello");
  await connection.next();
}

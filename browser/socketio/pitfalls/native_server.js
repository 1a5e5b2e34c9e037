/**
 * socket.io-client cannot speak to a plain WebSocket server.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     the client gets nothing
 *
 * Symptom:
 *     client: connect_error websocket error, where the path is not there
 *     client: connect_error timeout, where it is
 *     wire: 404 NOT FOUND for /socket/?EIO=4&transport=websocket, again and again
 *
 * Cause:
 *     Socket.IO is a protocol of its own, on top of WebSocket. The client asks for `/socket.io/`
 *     (with long polling first, by default), which a plain server has not got: "websocket error" or
 *     "xhr poll error". Where the server has that path, or does not look at paths, the WebSocket
 *     opens, and the client waits for Engine.IO's first packet, `0{"sid": ...}`, until "timeout"; a
 *     server that greets with something else gets "server error". It tries for ever. The other way
 *     round a plain WebSocket that speaks to a Socket.IO server is sent that packet, and closed when
 *     it answers no ping.
 *
 * Fix:
 *     Native server, `new WebSocket`; Socket.IO server, socket.io-client. Reconnecting, rooms and
 *     acknowledgements are Socket.IO's: a page with a native server does its own.
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
  // The first is not there; at the second one, a wait of a second for a greeting is enough.
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

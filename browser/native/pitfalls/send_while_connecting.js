/**
 * send() right after new WebSocket() throws: the connection is not open yet.
 *
 * Looks like:
 *     an error in the browser's console
 *     lost
 *
 * Symptom:
 *     browser: InvalidStateError: Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.
 *     server: gets a connection, and no message
 *
 * Cause:
 *     `new WebSocket(url)` returns at once, with `readyState` CONNECTING: the handshake takes a
 *     round trip at least. The WebSocket standard has `send` throw until it is over. The same code
 *     throws nothing once the connection is closing or closed: then what is sent is lost.
 *
 * Fix:
 *     Wait for the `open` event. Where the page cannot wait, keep a queue, and send what is in it
 *     when `open` comes.
 *
 * Versions:
 *     Every browser; the text is Chromium's, seen with 153.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#dom-websocket-send
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const connection = recorder.webSocket("/echo");
  try {
    connection.send("hello");
  } catch (error) {
    recorder.record("error", String(error));
  }
  await connection.opened;
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connection = recorder.webSocket("/echo");
  await connection.opened;
  connection.send("hello");
  await connection.next();
}

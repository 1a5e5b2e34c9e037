/**
 * send() right after new WebSocket() throws: Still in CONNECTING state.
 *
 * Looks like:
 *     an error in the browser's console
 *     messages are lost
 *
 * Symptom:
 *     browser: InvalidStateError: Failed to execute 'send' on 'WebSocket': Still in CONNECTING
 *         state.
 *     server: gets a connection and no message
 *
 * Cause:
 *     `new WebSocket(url)` returns at once, with `readyState` CONNECTING, because the handshake
 *     takes at least one round trip. The WebSocket standard makes `send` throw until the handshake
 *     has finished. When the connection is closing or closed, the same code throws nothing, and the
 *     message is lost.
 *
 * Fix:
 *     Wait for the `open` event. If the page cannot wait, put messages into a queue and send them
 *     when `open` comes.
 *
 * Versions:
 *     All browsers; the text is from Chromium 153.
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

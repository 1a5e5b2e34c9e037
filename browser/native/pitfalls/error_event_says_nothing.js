/**
 * The error event has no reason: an expired token looks like a dead server.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     connects, then closes (1005, 1006)
 *
 * Symptom:
 *     client: close 1006, with an empty reason, whatever the cause
 *     browser: Error during WebSocket handshake: Unexpected response code: 403
 *     browser: WebSocket connection to 'ws://127.0.0.1:65535/' failed: Error in connection
 *         establishment: net::ERR_CONNECTION_REFUSED
 *
 * Cause:
 *     The standard keeps scripts from exploring networks that they must not see: a failed
 *     connection is an `Event` named "error", without a message, and a `close` event with 1006 and
 *     an empty reason. A script cannot read the status and the body of the handshake's response,
 *     and the line in the console is for people only. A page that reconnects is rejected again,
 *     with the same expired token.
 *
 * Fix:
 *     If a connection closes before it was open, send an HTTP request to the same URL and read its
 *     answer. There is no answer if there is no server, but also if the server has another origin
 *     and does not let the page read (CORS). Or let the server accept the connection, and close it
 *     with its own code between 4000 and 4999 and a reason: the `close` event has both. Do not use
 *     the `error` event; `close` always follows it.
 *
 * Versions:
 *     All browsers; the console's texts are from Chromium 153.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#feedback-from-the-protocol
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/error_event
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

const NO_SERVER = "ws://127.0.0.1:65535/";

/** @param {Recorder} recorder */
export async function broken(recorder) {
  for (const url of ["/private", NO_SERVER]) {
    const connection = recorder.webSocket(url, url);
    connection.socket.onerror = (error) => {
      const { message, reason } = /** @type {any} */ (error);
      recorder.note(`${url}: message ${message}, reason ${reason}`);
    };
    await connection.closed;
  }
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  for (const url of ["/private", NO_SERVER]) {
    const connection = recorder.webSocket(url, url);
    let wasOpen = false;
    connection.socket.onopen = () => {
      wasOpen = true;
    };
    await connection.closed;
    if (wasOpen) continue; // it was not rejected
    try {
      const response = await recorder.fetch(url.replace(/^ws/, "http"));
      recorder.note(`${url}: rejected with ${response.status}, ${await response.text()}`);
    } catch {
      recorder.note(`${url}: no answer that the page can read`);
    }
  }
}

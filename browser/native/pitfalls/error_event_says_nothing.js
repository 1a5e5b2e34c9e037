/**
 * The error event has no reason: a refused login and a dead server look the same.
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
 *     The standard keeps scripts from finding out about networks that they may not see: a failed
 *     connection is an `Event` named "error", with no message, and a `close` event with 1006 and an
 *     empty reason. Status and body of the handshake's answer stay hidden; the console's line is for
 *     people only. A page that tries again is sent away again, with the same expired token.
 *
 * Fix:
 *     Ask with an HTTP request when a connection ends before it was open, and let that answer. It
 *     gets none where there is no server, but also where the server is of another origin and does
 *     not allow the page to read (CORS). Or let the server accept, and close with a code of its own
 *     between 4000 and 4999 and a reason: both are in the `close` event. Do not look into `error`;
 *     `close` always follows it.
 *
 * Versions:
 *     Every browser; the console's texts are those of Chromium 153.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#feedback-from-the-protocol
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/error_event
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

const NOBODY_LISTENS = "ws://127.0.0.1:65535/";

/** @param {Recorder} recorder */
export async function broken(recorder) {
  for (const url of ["/private", NOBODY_LISTENS]) {
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
  for (const url of ["/private", NOBODY_LISTENS]) {
    const connection = recorder.webSocket(url, url);
    let wasOpen = false;
    connection.socket.onopen = () => {
      wasOpen = true;
    };
    await connection.closed;
    if (wasOpen) continue; // it was not refused
    try {
      const response = await recorder.fetch(url.replace(/^ws/, "http"));
      recorder.note(`${url}: refused with ${response.status}, ${await response.text()}`);
    } catch {
      recorder.note(`${url}: no answer that a page may read`);
    }
  }
}

/**
 * send() on a closed connection throws nothing, and the message is lost.
 *
 * Looks like:
 *     messages are lost
 *     a vanished client or server goes unnoticed
 *
 * Symptom:
 *     browser: WebSocket is already in CLOSING or CLOSED state.
 *     client: send() returns as always, and bufferedAmount grows
 *     server: gets nothing
 *
 * Cause:
 *     `send` throws only while the connection is CONNECTING. While it is CLOSING or CLOSED, the
 *     standard adds the size to `bufferedAmount` and discards the data. Chromium writes a line to
 *     its console, which code cannot read. `try { socket.send() } catch` catches nothing.
 *
 * Fix:
 *     Check `readyState` before you send, keep messages that cannot go out now, and send them when
 *     the next connection opens. An open connection still does not mean that a message has arrived:
 *     between the death of a connection and its `close` event, `send` looks fine. If a message must
 *     not be lost, let the server answer it.
 *
 * Versions:
 *     Chromium 153, which writes this console text; all browsers lose the message.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#dom-websocket-send
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/send
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder */
export async function broken(recorder) {
  let connection = await recorder.open("/echo");
  const say = (/** @type {string} */ text) => connection.send(text);
  await recorder.network({ cut: "/echo" });
  await connection.closed;
  say("hello");
  recorder.note(`bufferedAmount ${connection.socket.bufferedAmount}`);
  connection = await recorder.open("/echo", "again");
  say("is anybody there?");
  await connection.next();
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  /** @type {string[]} */
  const unsent = [];
  const flush = () => {
    while (unsent.length && connection.socket.readyState === WebSocket.OPEN) {
      connection.send(/** @type {string} */ (unsent.shift()));
    }
  };
  const say = (/** @type {string} */ text) => {
    unsent.push(text);
    flush();
  };
  const connect = (name = "") => {
    const fresh = recorder.webSocket("/echo", name);
    fresh.socket.onopen = flush;
    return fresh;
  };
  let connection = connect();
  await connection.opened;
  await recorder.network({ cut: "/echo" });
  await connection.closed;
  say("hello");
  recorder.note(`${unsent.length} unsent`);
  connection = connect("again");
  await connection.next();
  say("is anybody there?");
  await connection.next();
}

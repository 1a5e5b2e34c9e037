/**
 * send() on a closed connection throws nothing: what is sent is lost.
 *
 * Looks like:
 *     lost
 *     nobody notices that the other end is gone
 *
 * Symptom:
 *     browser: WebSocket is already in CLOSING or CLOSED state.
 *     client: send() returns as always, and bufferedAmount grows
 *     server: gets nothing
 *
 * Cause:
 *     `send` throws only while the connection is CONNECTING. When it is CLOSING or CLOSED, the
 *     standard has it add the size to `bufferedAmount` and throw the data away. Chromium writes a
 *     line into its console, which no code can see. `try { socket.send() } catch` catches nothing.
 *
 * Fix:
 *     Look at `readyState` before you send, keep what cannot go now, and send it when the next
 *     connection opens.
 *     That still does not say that it has arrived: between a connection's death and its `close`
 *     event `send` looks fine. What must not be lost needs the server's answer.
 *
 * Versions:
 *     Chromium 153, whose console's text it is; every browser loses the message.
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

/**
 * A page does not notice that the other end is gone: send() works as always.
 *
 * Looks like:
 *     nobody notices that the other end is gone
 *     lost
 *
 * Symptom:
 *     client: readyState stays 1 (OPEN), send() throws nothing, no error and no close event comes
 *     server: gets nothing of it
 *
 * Cause:
 *     A laptop that was asleep, a change from Wi-Fi to mobile, a router that forgot the connection:
 *     no FIN or RST ever comes. `send` only hands the data to the system, which keeps trying for
 *     many minutes. A page that only listens waits for ever. A page cannot send a WebSocket ping,
 *     and does not see those of the server.
 *
 * Fix:
 *     A heartbeat of the application: send something that the server must answer, and take the
 *     connection for dead when nothing at all has come in time. Do not wait for the `close` event
 *     then: `close()` waits for the other end's close frame, for up to a minute in Chromium. Begin
 *     a new connection at once (where that fails too, wait longer each time), with a heartbeat of
 *     its own. It costs a small message each 10 to 30 seconds, and what was sent since
 *     the last answer is lost all the same. Pings of the server show the server that a page is gone,
 *     not the page that the server is.
 *
 * Versions:
 *     Chromium 153; the WebSocket standard has no ping for pages in any browser.
 *
 * References:
 *     https://websockets.readthedocs.io/en/stable/topics/keepalive.html
 *     https://github.com/whatwg/websockets/issues/10
 *     Chromium, net/websockets/websocket_channel.cc: kClosingHandshakeTimeoutSeconds
 */

/** @import { Connection, Recorder } from "../../../frontend/lab/recorder.js" */

const BEAT = 600; // 10 to 30 s elsewhere

/** @param {Recorder} recorder @param {Connection} connection */
async function loseTheNetwork(recorder, connection) {
  await connection.opened;
  connection.send("hello");
  await connection.next();
  await recorder.network({ freeze: "/echo?first" });
  connection.send("is anybody there?");
  await recorder.pause(4 * BEAT);
  recorder.note(`the first connection: readyState ${connection.socket.readyState}`);
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const connect = (/** @type {string} */ name) => {
    const connection = recorder.webSocket(`/echo?${name}`, name);
    connection.socket.onclose = () => connect("second");
    return connection;
  };
  await loseTheNetwork(recorder, connect("first"));
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connect = (/** @type {string} */ name) => {
    const connection = recorder.webSocket(`/echo?${name}`, name);
    const { socket } = connection;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let heart;
    let answered = true;
    const again = () => {
      clearInterval(heart);
      socket.onopen = socket.onmessage = socket.onclose = null; // they may come much later
      socket.close();
      connect("second");
    };
    socket.onopen = () => {
      heart = setInterval(() => {
        if (!answered) return again();
        answered = false;
        connection.send("beat");
      }, BEAT);
    };
    socket.onmessage = () => {
      answered = true;
    };
    socket.onclose = again;
    return connection;
  };
  await loseTheNetwork(recorder, connect("first"));
}

/**
 * A page does not notice a lost connection: send() works as always.
 *
 * Looks like:
 *     a vanished client or server goes unnoticed
 *     messages are lost
 *
 * Symptom:
 *     client: readyState stays 1 (OPEN), send() throws nothing, and no error or close event comes
 *     server: gets none of the messages
 *
 * Cause:
 *     A laptop that was asleep, a change from Wi-Fi to mobile or a router that forgot the
 *     connection sends no FIN or RST. `send` only hands the data to the operating system, which
 *     keeps trying for many minutes. A page that only listens waits forever. A page cannot send a
 *     WebSocket ping, and does not see the server's pings.
 *
 * Fix:
 *     Use a heartbeat in the application: send a message that the server must answer, and treat the
 *     connection as dead if nothing at all arrives in time. Do not wait for the `close` event then:
 *     `close()` waits for the other end's Close frame, up to a minute in Chromium. Open a new
 *     connection at once, with its own heartbeat; if that fails too, wait longer each time. The
 *     heartbeat costs a small message every 10 to 30 seconds. Messages sent since the last answer
 *     are lost all the same. The server's pings tell the server that a page has vanished, but do
 *     not tell the page that the server has.
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

const BEAT = 600; // 10 to 30 s in production

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
    let timer;
    let answered = true;
    const again = () => {
      clearInterval(timer);
      socket.onopen = socket.onmessage = socket.onclose = null; // these events may come much later
      socket.close();
      connect("second");
    };
    socket.onopen = () => {
      timer = setInterval(() => {
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

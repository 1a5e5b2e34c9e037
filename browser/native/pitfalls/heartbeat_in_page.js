/**
 * A heartbeat with a page's timer stops in a busy page or a hidden tab.
 *
 * Looks like:
 *     closed after a while
 *     connects, then closes (1005, 1006)
 *
 * Symptom:
 *     client: close 4000 no heartbeat, as soon as the page is free to handle the event
 *     server: no message for too long, although browser and network work
 *
 * Cause:
 *     A timer's callback runs only when the page's thread is free. A long calculation, a big
 *     `JSON.parse` or an open `alert()` blocks the thread, and no heartbeat goes out. A tab in the
 *     background is worse: its timers run at most once a second, in Chromium once a minute after
 *     five minutes, and a phone stops them at once. A server that expects a heartbeat every 20
 *     seconds then closes the connection.
 *
 * Fix:
 *     Let the server send the protocol's pings (here with Tornado's `websocket_ping_interval`):
 *     Chromium answers them without the page, unless it has stopped reading because of too much
 *     data that the page has not handled yet. If the heartbeat must come from the page, open the
 *     WebSocket in a worker, whose timers keep running. Socket.IO works this way since version 3:
 *     the server asks, and the client answers with a message, which needs the page's thread but no
 *     timer.
 *
 * Versions:
 *     Chromium 153, Tornado 6.6.1. The test uses a busy page: in a headless Chromium no tab is ever
 *     in the background.
 *
 * References:
 *     https://developer.chrome.com/blog/timer-throttling-in-chrome-88
 *     https://socket.io/docs/v4/troubleshooting-connection-issues/
 *     https://www.tornadoweb.org/en/stable/web.html#tornado.web.Application.settings
 */

/** @import { Connection, Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {Connection} connection */
async function beBusy(recorder, connection) {
  connection.send("before");
  await connection.next();
  await recorder.pause(300);
  recorder.note("busy");
  const end = performance.now() + 1300;
  while (performance.now() < end);
  recorder.note("free again");
  connection.send("after");
  await Promise.race([connection.closed, recorder.pause(0).then(() => connection.next())]);
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const connection = await recorder.open("/strict");
  connection.socket.onclose = () => clearInterval(heart);
  const heart = setInterval(() => connection.socket.send("beat"), 100);
  await beBusy(recorder, connection);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connection = await recorder.open("/pinging"); // this server sends pings
  await beBusy(recorder, connection);
}

/**
 * A heartbeat by the page's timer stops when the page is busy or in a hidden tab.
 *
 * Looks like:
 *     closed after a while
 *     connects, then closes (1005, 1006)
 *
 * Symptom:
 *     client: close 4000 no heartbeat, as soon as it has time to hear of it
 *     server: nothing for too long, though browser and network are well
 *
 * Cause:
 *     A timer's callback runs when the page's thread is free. A long calculation, a big `JSON.parse`
 *     or an open `alert()` keep it, and no beat goes out. A tab in the background is worse: its
 *     timers run once a second at most, in Chromium once a minute after five minutes, and a phone
 *     stops them at once. A server that asks for a beat every 20 seconds closes then.
 *
 * Fix:
 *     Let the server send the protocol's pings (here Tornado's `websocket_ping_interval`): Chromium
 *     answers them by itself, unless so much data has come that the page has not taken that it reads
 *     no further. Where the heartbeat must come from the page, open the WebSocket in a worker, whose
 *     timers run on. Socket.IO has it this way since version 3: the server asks, and the client
 *     answers a message, which needs the thread but no timer.
 *
 * Versions:
 *     Chromium 153, Tornado 6.6.1. Played with a page that is busy: for a headless Chromium no tab
 *     is ever in the background.
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
  const connection = await recorder.open("/pinging"); // this server asks, and the browser answers
  await beBusy(recorder, connection);
}

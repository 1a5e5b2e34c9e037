/**
 * send() never blocks: what a slow server does not read piles up in the page.
 *
 * Looks like:
 *     memory grows
 *     late, or only after something else
 *
 * Symptom:
 *     client: bufferedAmount grows with each send(), and so does the tab's memory
 *     server: gets each picture later than the one before
 *
 * Cause:
 *     `send` puts data into a queue without a limit, and returns. If the server reads slowly, or
 *     the uplink is slower than the camera, TCP's window closes and the queue grows. Nothing waits,
 *     nothing is thrown, and no event reports it. Only `bufferedAmount` shows it: the number of
 *     bytes that have not yet gone to the operating system.
 *
 * Fix:
 *     Check `bufferedAmount` before each `send`. Above a limit, leave out data that will soon be
 *     stale (a picture, a position), or wait with a timer for data that must arrive. For a file,
 *     let the server acknowledge each part.
 *
 * Versions:
 *     All browsers; observed in Chromium 153.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/bufferedAmount
 */

/** @import { Connection, Recorder } from "../../../frontend/lab/recorder.js" */

const FULL = 1_000_000;
const PICTURE = new Uint8Array(500_000).fill(255);

/** @param {Recorder} recorder @param {Connection} connection @param {() => void} show */
async function film(recorder, connection, show) {
  for (let picture = 1; picture <= 120; picture += 1) {
    show();
    if (picture % 20 === 0) recorder.note(`bufferedAmount ${connection.socket.bufferedAmount}`);
    await recorder.pause(5);
  }
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const connection = await recorder.open("/deaf");
  await film(recorder, connection, () => {
    connection.socket.send(PICTURE);
  });
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connection = await recorder.open("/deaf");
  await film(recorder, connection, () => {
    if (connection.socket.bufferedAmount > FULL) return;
    connection.socket.send(PICTURE);
  });
}

/**
 * send() never says "full": what a slow server does not read piles up in the page.
 *
 * Looks like:
 *     memory grows
 *     late, or not before something else
 *
 * Symptom:
 *     client: bufferedAmount grows with each send(), and so does the tab's memory
 *     server: gets each picture later than the one before
 *
 * Cause:
 *     `send` puts data into a queue without a limit, and returns. When the server reads slowly, or
 *     the uplink is slower than the camera, TCP's window closes and the queue grows: nothing waits,
 *     nothing is thrown, no event says so. `bufferedAmount`, the bytes that have not yet gone to the
 *     system, is all that there is; there is no event for it, either.
 *
 * Cure:
 *     Look at `bufferedAmount` before each `send`. Above a limit leave out what will be stale anyway
 *     (a picture, a position), or wait with a timer for what must arrive. For a file, let the server
 *     acknowledge each part.
 *
 * Versions:
 *     Every browser; seen in Chromium 153.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/bufferedAmount
 */

/** @import { Line, Scene } from "../../../frontend/lab/scene.js" */

const FULL = 1_000_000;
const PICTURE = new Uint8Array(500_000).fill(255);

/** @param {Scene} scene @param {Line} line @param {() => void} show */
async function film(scene, line, show) {
  for (let picture = 1; picture <= 120; picture += 1) {
    show();
    if (picture % 20 === 0) scene.note(`bufferedAmount ${line.socket.bufferedAmount}`);
    await scene.pause(5);
  }
}

/** @param {Scene} scene */
export async function broken(scene) {
  const line = await scene.open("/deaf");
  await film(scene, line, () => {
    line.socket.send(PICTURE);
  });
}

/** @param {Scene} scene */
export async function fixed(scene) {
  const line = await scene.open("/deaf");
  await film(scene, line, () => {
    if (line.socket.bufferedAmount > FULL) return;
    line.socket.send(PICTURE);
  });
}

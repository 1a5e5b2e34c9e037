/**
 * Reconnecting at once in onclose floods a server that is already in trouble.
 *
 * Looks like:
 *     twice or more often
 *     connects, then closes (1005, 1006)
 *     all clients wait
 *
 * Symptom:
 *     server: dozens of handshakes per second from each page, and from all pages after a restart
 *     client: close 1013 try again later, again and again
 *     wire: GET, 101, Close; GET, 101, Close; ...
 *
 * Cause:
 *     `onclose` calls the function that connects, which ends in `onclose` again. A server that
 *     accepts and then closes (it is overloaded, the token has expired, the worker restarts) gets
 *     new connections as fast as the network allows.
 *
 *     Chromium slows down a page whose handshakes fail: after a dozen 403s in a row the attempts
 *     are about 0.3 s apart, later seconds. That hides the mistake while the server is down, and
 *     does not help here, where each handshake succeeds. The server here recovers after one
 *     second of rest, which it does not get.
 *
 * Fix:
 *     Double the wait after each failure, up to about half a minute, and subtract a random part, so
 *     that not all pages reconnect in the same second. Return to the short wait only when the
 *     server has really served you, at its first message: `open` also comes from a server that
 *     closes at once. Do not reconnect after codes that will not change (1008, an expired token).
 *
 * Versions:
 *     Chromium 153; the throttling of failed handshakes is Chromium's own.
 *
 * References:
 *     https://github.com/pladaria/reconnecting-websocket
 *     https://datatracker.ietf.org/doc/html/rfc6455#section-7.2.3
 *     Chromium, services/network/websocket_throttler.cc: WebSocketPerProcessThrottler::CalculateDelay
 */

/** @import { Connection, Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {(connect: () => Connection) => void} keepConnected */
async function untilServed(recorder, keepConnected) {
  let attempts = 0;
  await new Promise((resolve) => {
    keepConnected(() => {
      attempts += 1;
      const connection = recorder.webSocket("/overloaded", `attempt ${attempts}`);
      connection.socket.addEventListener("message", resolve);
      return connection;
    });
  });
  recorder.note(`served after ${attempts} attempts`);
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  await untilServed(recorder, (open) => {
    const connect = () => {
      const { socket } = open();
      socket.onclose = () => connect();
    };
    connect();
  });
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  await untilServed(recorder, (open) => {
    let failures = 0;
    const connect = () => {
      const { socket } = open();
      socket.onmessage = () => {
        failures = 0;
      };
      socket.onclose = () => {
        const longest = Math.min(200 * 2 ** failures, 30_000);
        failures += 1;
        setTimeout(connect, longest * (0.5 + Math.random() / 2));
      };
    };
    connect();
  });
}

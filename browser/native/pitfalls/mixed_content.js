/**
 * A page that came over https may not use ws://: the constructor throws.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     an error in the browser's console
 *
 * Symptom:
 *     browser: SecurityError: Failed to construct 'WebSocket': An insecure WebSocket connection may
 *         not be initiated from a page loaded over HTTPS.
 *     browser: Mixed Content: The page at 'https://rosetta.example/pitfall/' was loaded over HTTPS,
 *         but attempted to connect to the insecure WebSocket endpoint 'ws://rosetta.example/echo'.
 *         This request has been blocked; this endpoint must be available over WSS.
 *     server: gets nothing
 *
 * Cause:
 *     `ws://` stands in the code. It works on the developer's machine, where the page comes over
 *     http. On the real server a proxy adds TLS, and from a page with TLS the browser opens no
 *     connection without: anybody on the way could read and change what the page trusts.
 *
 * Fix:
 *     Take scheme and host from the page. Current browsers do that themselves for a relative URL:
 *     `new WebSocket("/echo")`. The server needs no TLS of its own where a proxy has it, but the
 *     proxy must pass on `X-Forwarded-Proto`, or checks of the Origin compare http with https.
 *
 * Versions:
 *     Chromium 153. Its test plays it with Playwright in place of TLS; in the lab, whose pages come
 *     over http, both forms work.
 *
 * References:
 *     https://w3c.github.io/webappsec-mixed-content/
 *     https://github.com/dart-lang/webdev/issues/2714
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {string} url */
async function sayHello(recorder, url) {
  recorder.note(`from ${location.origin} to ${url}`);
  try {
    const connection = recorder.webSocket(url);
    await connection.opened;
    connection.send("hello");
    await connection.next();
  } catch (error) {
    recorder.record("error", String(error));
  }
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const url = `ws://${location.host}/echo`;
  await sayHello(recorder, url);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const url = `${scheme}://${location.host}/echo`;
  await sayHello(recorder, url);
}

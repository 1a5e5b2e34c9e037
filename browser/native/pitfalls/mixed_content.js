/**
 * SecurityError: a page loaded over https cannot use ws://.
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
 *     The code says `ws://`. It works on your machine, where the page comes over http. In
 *     production a proxy adds TLS, and a browser does not let a page with TLS open a connection
 *     without it: anyone on the way could read and change data that the page trusts.
 *
 * Fix:
 *     Use the page's own scheme and host. Current browsers do this for a relative URL: `new
 *     WebSocket("/echo")`. The server itself needs no TLS if the proxy has it. But the proxy must
 *     pass on `X-Forwarded-Proto`, or Origin checks compare http with https.
 *
 * Versions:
 *     Chromium 153. The test uses Playwright instead of TLS; in the lab, whose pages come over
 *     http, both sides work.
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

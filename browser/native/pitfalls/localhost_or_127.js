/**
 * localhost is not 127.0.0.1: the WebSocket gets 403, or no cookie.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     wrong user: session and login
 *
 * Symptom:
 *     client: close 1006
 *     browser: Error during WebSocket handshake: Unexpected response code: 403
 *     server: 403; without an Origin check, a user who is not logged in
 *
 * Cause:
 *     The code says `ws://localhost:8000`, as in the tutorial, and the page was opened as
 *     `http://127.0.0.1:8000`. This is the same server under two names, and browsers compare names:
 *     the Origin header says `http://127.0.0.1:8000`, the Host header `localhost:8000`. Tornado
 *     sees two origins, and its `check_origin` accepts only those in the setting `trusted_origins`.
 *     Flask-SocketIO answers 400. Cookies belong to a name as well, so the browser does not send
 *     the session's.
 *
 * Fix:
 *     Use the page's own scheme and host: `new URL("/members", location.href.replace(/^http/,
 *     "ws"))`. This also works behind a proxy, on another port, with TLS, and in production. Do not
 *     turn off the server's check.
 *
 * Versions:
 *     Tornado 6.6.1, Chromium 153; all browsers.
 *
 * References:
 *     https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin
 *     https://github.com/miguelgrinberg/python-socketio/issues/330
 *     tornado/web.py: RequestHandler._check_cross_origin
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {(path: string) => string} url */
async function sayHello(recorder, url) {
  await recorder.fetch("/login");
  const members = recorder.webSocket(url("/members"), "members");
  await Promise.race([members.next(), members.closed]);
  const lobby = recorder.webSocket(url("/lobby"), "lobby");
  await lobby.next();
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const url = (/** @type {string} */ path) => `ws://localhost:${location.port}${path}`;
  await sayHello(recorder, url);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const page = location.href.replace(/^http/, "ws");
  const url = (/** @type {string} */ path) => new URL(path, page).href;
  await sayHello(recorder, url);
}

/**
 * A page on 127.0.0.1 that connects to localhost is a stranger: 403, or no cookie.
 *
 * Looks like:
 *     cannot connect (400, 403, 404, 500)
 *     who is it? session and login
 *
 * Symptom:
 *     client: close 1006
 *     browser: Error during WebSocket handshake: Unexpected response code: 403
 *     server: 403, and on one without a check of the Origin a user who is not logged in
 *
 * Cause:
 *     `ws://localhost:8000` stands in the code, as in the tutorial, and the page was opened as
 *     `http://127.0.0.1:8000`. It is the same server and another name, and browsers compare names:
 *     the Origin header says `http://127.0.0.1:8000`, the Host header `localhost:8000`, and
 *     `WebSocketHandler.check_origin` of Tornado finds them different. Flask-SocketIO answers 400.
 *     Cookies belong to a name as well, so the session's cookie is not sent.
 *
 * Cure:
 *     Take the name from the page: `new URL("/members", location.href)` or `location.host`. That
 *     also is right behind a proxy, on another port, and on the day of the deployment. Do not
 *     switch the server's check off for it.
 *
 * Versions:
 *     Tornado 6.6.1, Chromium 153; every browser.
 *
 * References:
 *     https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin
 *     https://github.com/miguelgrinberg/python-socketio/issues/330
 *     tornado, websocket.py: WebSocketHandler.check_origin
 */

/** @import { Scene } from "../../../frontend/lab/scene.js" */

/** @param {Scene} scene */
export async function broken(scene) {
  await scene.fetch("/login");
  const host = `localhost:${location.port}`;
  const members = scene.webSocket(`ws://${host}/members`, "members");
  await members.closed;
  const lobby = scene.webSocket(`ws://${host}/lobby`, "lobby");
  await lobby.next();
}

/** @param {Scene} scene */
export async function fixed(scene) {
  await scene.fetch("/login");
  const { host } = location;
  const members = scene.webSocket(`ws://${host}/members`, "members");
  await members.next();
  const lobby = scene.webSocket(`ws://${host}/lobby`, "lobby");
  await lobby.next();
}

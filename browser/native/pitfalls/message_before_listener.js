/**
 * Handlers that are attached after an await miss the first messages.
 *
 * Looks like:
 *     lost
 *     the client gets nothing
 *
 * Symptom:
 *     client: no first message (the welcome, the history), all later ones come
 *     wire: the frame is there, right behind the 101
 *
 * Cause:
 *     A WebSocket keeps no messages for a handler to come: each is an event, and is gone when nobody
 *     listens. Many servers send something at once, and it is in the page before a `fetch`, a
 *     dynamic `import()` or a framework's next effect is over. With a server on the same machine
 *     the message is often slower than the `await`, and the mistake does not show.
 *
 * Fix:
 *     Attach all handlers in the same turn that makes the WebSocket: no event can come before that
 *     is over. What a handler needs and is not there yet, it waits for itself.
 *
 * Versions:
 *     Every browser.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#feedback-from-the-protocol
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/message_event
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {WebSocket} socket */
async function logIn(recorder, socket) {
  // It is always over after the first message here, to be sure of what elsewhere is a race.
  const first = new Promise((resolve) => socket.addEventListener("message", resolve));
  await recorder.fetch("/login");
  await first;
}

/** @param {Recorder} recorder @param {WebSocket} socket */
async function talk(recorder, socket) {
  recorder.note("ready to talk");
  socket.send("hello");
  await new Promise((resolve) => socket.addEventListener("message", resolve));
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const socket = new WebSocket(`${recorder.server.replace("http", "ws")}/welcome`);
  await logIn(recorder, socket);
  socket.onmessage = ({ data }) => recorder.record("message", data);
  await talk(recorder, socket);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const socket = new WebSocket(`${recorder.server.replace("http", "ws")}/welcome`);
  socket.onmessage = ({ data }) => recorder.record("message", data);
  await logIn(recorder, socket);
  await talk(recorder, socket);
}

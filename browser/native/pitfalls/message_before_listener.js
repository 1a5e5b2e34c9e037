/**
 * Handlers attached after an await miss the first messages.
 *
 * Looks like:
 *     messages are lost
 *     the client gets nothing
 *
 * Symptom:
 *     client: misses the first message (the welcome, the history), gets all later ones
 *     wire: the frame arrives, right behind the 101
 *
 * Cause:
 *     A WebSocket does not keep messages for later handlers: each message is an event, and is lost
 *     if no handler is attached. Many servers send a message at once. It reaches the page before a
 *     `fetch`, a dynamic `import()` or a framework's next effect has finished. With a server on
 *     your own machine the message is often slower than the `await`, and you do not see the
 *     mistake.
 *
 * Fix:
 *     Attach all handlers in the same turn that creates the WebSocket: no event can come before
 *     this turn ends. If a handler needs something that is not ready yet, let the handler wait for
 *     it.
 *
 * Versions:
 *     All browsers.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#feedback-from-the-protocol
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/message_event
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Recorder} recorder @param {WebSocket} socket */
async function logIn(recorder, socket) {
  // Ends after the first message, so that the race always goes wrong here.
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

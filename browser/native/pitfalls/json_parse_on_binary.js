/**
 * JSON.parse of a binary message fails: event.data is a Blob, and not a text.
 *
 * Looks like:
 *     an error in the browser's console
 *     the client gets nothing
 *
 * Symptom:
 *     browser: SyntaxError: Unexpected token 'o', "[object Blob]" is not valid JSON
 *     wire: the JSON is there, in a binary frame (opcode 2)
 *
 * Cause:
 *     The server has sent bytes: `json.dumps(...).encode()`, orjson's `dumps`, a message
 *     from Redis. A frame says whether it is text or binary, and the page gets a string for text
 *     and a `Blob` for binary, whatever is in it. `JSON.parse` turns that into "[object Blob]".
 *
 * Fix:
 *     Send text from the server: leave out `.encode()`, and with orjson send
 *     `dumps(...).decode()`. Where that is not yours to change, set
 *     `binaryType = "arraybuffer"`, look at the type, and decode. The text of a Blob comes only
 *     later, with `await data.text()`, and so a later message can overtake an earlier one.
 *
 * Versions:
 *     Chromium 153; other browsers have another text for the same SyntaxError.
 *
 * References:
 *     https://websockets.spec.whatwg.org/#dom-websocket-binarytype
 *     https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/binaryType
 */

/** @import { Connection, Recorder } from "../../../frontend/lab/recorder.js" */

/** @param {Connection} connection */
async function askForPrices(connection) {
  await connection.opened;
  for (const name of ["tea", "milk"]) {
    connection.send(name);
    await connection.next();
  }
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const connection = recorder.webSocket("/prices");
  connection.socket.onmessage = ({ data }) => {
    const { name, price } = JSON.parse(data);
    recorder.note(`${name} costs ${price}`);
  };
  await askForPrices(connection);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const connection = recorder.webSocket("/prices");
  connection.socket.binaryType = "arraybuffer";
  connection.socket.onmessage = ({ data }) => {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const { name, price } = JSON.parse(text);
    recorder.note(`${name} costs ${price}`);
  };
  await askForPrices(connection);
}

/**
 * JSON.parse fails on a binary message: event.data is a Blob, not a string.
 *
 * Looks like:
 *     an error in the browser's console
 *     the client gets nothing
 *
 * Symptom:
 *     browser: SyntaxError: Unexpected token 'o', "[object Blob]" is not valid JSON
 *     wire: the JSON arrives, in a binary frame (opcode 2)
 *
 * Cause:
 *     The server has sent bytes: `json.dumps(...).encode()`, orjson's `dumps`, a message from
 *     Redis. A frame says whether it is text or binary. The page gets a string for text and a
 *     `Blob` for binary, whatever the content. `JSON.parse` turns the Blob into the string "[object
 *     Blob]".
 *
 * Fix:
 *     Send text from the server: leave out `.encode()`, and with orjson send `dumps(...).decode()`.
 *     If you cannot change the server, set `binaryType = "arraybuffer"`, check the type, and
 *     decode. You get the text of a Blob only later, with `await data.text()`, so a later message
 *     can overtake an earlier one.
 *
 * Versions:
 *     Chromium 153; other browsers word the same SyntaxError differently.
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

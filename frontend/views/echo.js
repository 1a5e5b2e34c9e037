/** The Echo scenario: text and bytes come back unchanged. */

import { fromHex, sizeInWords, toHex, utf8Length } from "../bytes.js";
import { addToLog, find, make } from "../dom.js";
import { bindForm, InputError } from "../forms.js";

/** @import { Transport } from "../transports/transport.js" */

/** The number of bytes shown at most. */
const SHOWN = 64;

/**
 * @param {HTMLElement} panel
 * @param {Transport} transport
 */
export function startEcho(panel, transport) {
  const replies = find(panel, "[role=log]", HTMLElement);
  /** @type {(string | Uint8Array)[]} */
  let underway = [];

  /** @param {string | Uint8Array<ArrayBuffer>} payload */
  function send(payload) {
    transport.send("message", payload);
    underway.push(payload);
  }

  bindForm(find(panel, "#echo-text", HTMLFormElement), ({ text = "" }) => send(text), {
    clears: "text",
  });
  bindForm(find(panel, "#echo-bytes", HTMLFormElement), ({ bytes = "" }) => {
    const payload = fromHex(bytes);
    if (!payload) throw new InputError("bytes: two hexadecimal digits each, such as 00 01 ff");
    send(payload);
  });

  transport.on("message", (/** @type {string | ArrayBuffer} */ data) => {
    const payload = typeof data === "string" ? data : new Uint8Array(data);
    addToLog(replies, makeReply(payload, underway.shift()));
  });
  // Replies arrive in the order of the messages; a lost connection loses what was under way.
  let wasOpen = false;
  transport.onState(() => {
    if (wasOpen && transport.state !== "open") underway = [];
    wasOpen = transport.state === "open";
  });
}

/**
 * @param {string | Uint8Array} payload
 * @param {string | Uint8Array | undefined} sent
 */
function makeReply(payload, sent) {
  const isText = typeof payload === "string";
  const size = isText ? utf8Length(payload) : payload.length;
  const shown = isText ? payload : toHex(payload.subarray(0, SHOWN));
  const same = sent !== undefined && isSame(payload, sent);
  return make(
    "li",
    { "data-kind": isText ? "text" : "binary", "data-size": size, "data-same": String(same) },
    make("span", { class: "tag" }, isText ? "text" : "bytes"),
    make("span", { class: "text" }, shown),
    make("span", { class: "meta" }, `${sizeInWords(size)} · ${same ? "as sent" : "not as sent"}`),
  );
}

/**
 * @param {string | Uint8Array} a
 * @param {string | Uint8Array} b
 */
function isSame(a, b) {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

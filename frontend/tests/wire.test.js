/** The wire inspector: how frames are explained, listed, filtered and limited. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../wire-format.js";
import { LISTED, startWireInspector } from "../wire-inspector.js";
import { FakeTransport } from "./fakes.js";
import { $, openPage, texts } from "./page.js";

/**
 * @param {string | Uint8Array} raw
 * @param {object} [more]
 * @returns {import("../transports/transport.js").Frame}
 */
const frame = (raw, more) => ({
  scenario: "chat",
  direction: "in",
  kind: "text",
  at: 0,
  raw,
  ...more,
});

for (const [raw, meaning] of [
  ['{"event":"said","data":{}}', "Event said"],
  ['{"event":"say","data":{},"id":7}', "Event say, asks for an answer under id 7"],
  ['{"event":"ack","id":7,"data":{"ok":true}}', "Answer to the message with id 7"],
  ["not json", "Not JSON"],
]) {
  test(`A native frame ${raw} means: ${meaning}`, () => {
    assert.deepEqual(explain(frame(String(raw)), "native"), ["Text frame", meaning]);
  });
}

test("An echo's frames have no envelope to explain", () => {
  assert.deepEqual(explain(frame("{}", { scenario: "echo" }), "native"), ["Text frame"]);
  assert.deepEqual(explain(frame(Uint8Array.of(1), { kind: "binary" }), "native"), [
    "Binary frame",
  ]);
});

for (const [kind, raw, ...layers] of [
  ["open", '0{"sid":"x"}', "Engine.IO 0: open"],
  ["ping", "2", "Engine.IO 2: ping"],
  ["message", "40/chat,", "Engine.IO 4: message", "Socket.IO 0: CONNECT", "Namespace /chat"],
  [
    "message",
    '42/chat,13["say",{"room":"a,b"}]',
    "Engine.IO 4: message",
    "Socket.IO 2: EVENT",
    "Namespace /chat",
    "Asks for an answer under id 13",
    'Data ["say",{"room":"a,b"}]',
  ],
  [
    "message",
    '43/chat,13[{"ok":true}]',
    "Engine.IO 4: message",
    "Socket.IO 3: ACK",
    "Namespace /chat",
    "Answer to the event with id 13",
    'Data [{"ok":true}]',
  ],
  [
    "message",
    '451-/echo,["message",{"_placeholder":true,"num":0}]',
    "Engine.IO 4: message",
    "Socket.IO 5: BINARY_EVENT",
    "Namespace /echo",
    "Followed by attachments: 1",
    'Data ["message",{"_placeholder":true,"num":0}]',
  ],
  [
    "message",
    '42["message","two\nlines"]',
    "Engine.IO 4: message",
    "Socket.IO 2: EVENT",
    "Namespace /",
    'Data ["message","two\nlines"]',
  ],
  ["message", "4?", "Engine.IO 4: message", "Not a Socket.IO packet"],
]) {
  test(`A Socket.IO packet ${JSON.stringify(raw)} is explained`, () => {
    assert.deepEqual(explain(frame(String(raw), { kind }), "socketio"), layers);
  });
}

test("Socket.IO attachments and notes are labelled", () => {
  assert.deepEqual(explain(frame(Uint8Array.of(1), { kind: "binary" }), "socketio"), [
    "An attachment of the Socket.IO packet before it",
  ]);
  assert.deepEqual(explain(frame("open", { direction: "note" }), "native"), []);
});

/** An inspector that draws on request. */
function start() {
  const document = openPage();
  const transport = new FakeTransport("echo");
  /** @type {(() => void)[]} */
  const scheduled = [];
  const inspector = startWireInspector($(document, "#wire"), "native", (draw) =>
    scheduled.push(draw),
  );
  inspector.watch(transport);
  const list = $(document, "#wire-list");
  const draw = () => {
    for (const each of scheduled.splice(0)) each();
  };
  return { document, transport, list, draw, scheduled };
}

test("Frames are listed with direction, kind, scenario, size in bytes and raw content", () => {
  const { transport, list, draw } = start();
  transport.frame("note", "note", "open: ws://here");
  transport.frame("out", "text", "ä<b>");
  transport.frame("in", "binary", Uint8Array.of(0, 255).buffer);
  draw();
  const rows = [...list.children].map(({ dataset }) => ({ ...dataset }));
  assert.deepEqual(rows, [
    { scenario: "echo", direction: "note", kind: "note", size: "0" },
    { scenario: "echo", direction: "out", kind: "text", size: "5" },
    { scenario: "echo", direction: "in", kind: "binary", size: "2" },
  ]);
  assert.deepEqual(texts(list, ".raw"), ["open: ws://here", "ä<b>", "00 ff"]);
});

test("Frames that arrive together are drawn together", () => {
  const { transport, list, draw, scheduled } = start();
  for (let n = 0; n < 10; n++) transport.frame("in", "text", String(n));
  assert.equal(scheduled.length, 1);
  draw();
  assert.equal(list.childElementCount, 10);
});

test("Only the last frames are listed, but all are counted", () => {
  const { document, transport, list, draw } = start();
  for (let n = 0; n < LISTED + 100; n++) {
    transport.frame("in", "text", String(n));
    if (n % 250 === 0) draw();
  }
  draw();
  assert.equal(list.childElementCount, LISTED);
  assert.equal(texts(list, ".raw")[0], "100");
  assert.equal($(document, "#wire-count").dataset.count, String(LISTED + 100));
});

test("A long frame is shown in part, with its full size", () => {
  const { transport, list, draw } = start();
  transport.frame("in", "text", "x".repeat(100_000));
  transport.frame("in", "binary", new ArrayBuffer(1000));
  draw();
  assert.equal(list.children[0].dataset.size, "100000");
  assert.equal($(list.children[0], ".raw").textContent.length, 4097);
  assert.match($(list.children[1], ".raw").textContent, /^(00 ){256}…$/);
});

test("While paused, frames are counted but not listed", () => {
  const { document, transport, list, draw } = start();
  const pause = $(document, "#wire-pause");
  pause.click();
  assert.equal(pause.getAttribute("aria-pressed"), "true");
  transport.frame("in", "text", "unseen");
  draw();
  pause.click();
  transport.frame("in", "text", "seen");
  draw();
  assert.deepEqual(texts(list, ".raw"), ["seen"]);
  assert.equal($(document, "#wire-count").dataset.count, "2");
});

test("Clear empties the list", () => {
  const { document, transport, list, draw } = start();
  transport.frame("in", "text", "old");
  draw();
  transport.frame("in", "text", "not drawn yet");
  $(document, "#wire-clear").click();
  draw();
  assert.equal(list.childElementCount, 0);
});

test("The filter selects the scenario to show", () => {
  const { document, list } = start();
  const filter = $(document, "#wire select");
  filter.value = "chat";
  filter.dispatchEvent(new filter.ownerDocument.defaultView.Event("change"));
  assert.equal(list.dataset.show, "chat");
});

test("An opened frame explains its layers once", () => {
  const { transport, list, draw } = start();
  transport.frame("in", "text", '{"event":"tick","data":{}}');
  draw();
  const details = $(list, "details");
  const toggle = () => details.dispatchEvent(new details.ownerDocument.defaultView.Event("toggle"));
  toggle();
  toggle();
  assert.deepEqual(texts(list, ".layers li"), ["text, received, 26 bytes", "Text frame"]);
});

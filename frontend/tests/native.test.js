/** The native transport: envelope, acknowledgements, reconnection. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { NativeTransport } from "../transports/native.js";
import { FakeClock, FakeWebSocket, settled } from "./fakes.js";

/** @type {FakeClock} */
let clock;
/** @type {EventTarget} */
let network;

beforeEach(() => {
  FakeWebSocket.made = [];
  clock = new FakeClock();
  network = new EventTarget();
});

/** @param {boolean} [envelope] */
function makeTransport(envelope = true) {
  return new NativeTransport({
    scenario: envelope ? "chat" : "echo",
    url: "ws://127.0.0.1:8000/ws/chat",
    envelope,
    WebSocket: /** @type {any} */ (FakeWebSocket),
    clock,
    network,
  });
}

function open() {
  const transport = makeTransport();
  transport.connect();
  FakeWebSocket.last.onopen();
  return transport;
}

test("A transport is closed until connect() is called, and open when the socket is", () => {
  const transport = makeTransport();
  assert.equal(transport.state, "closed");
  transport.connect();
  assert.equal(transport.state, "connecting");
  assert.equal(FakeWebSocket.last.url, "ws://127.0.0.1:8000/ws/chat");
  FakeWebSocket.last.onopen();
  assert.equal(transport.state, "open");
  assert.equal(transport.via, "websocket");
});

test("Connecting twice creates one socket", () => {
  const transport = makeTransport();
  transport.connect();
  transport.connect();
  assert.equal(FakeWebSocket.made.length, 1);
});

test("A message without an acknowledgement has no id", () => {
  open().send("say", { room: "lobby", text: "hi" });
  assert.deepEqual(FakeWebSocket.last.messages, [
    { event: "say", data: { room: "lobby", text: "hi" } },
  ]);
});

test("A request resolves with the acknowledgement of its id", async () => {
  const transport = open();
  const first = transport.request("say", { text: "a" });
  const second = transport.request("say", { text: "b" });
  const [a, b] = FakeWebSocket.last.messages;
  FakeWebSocket.last.receive({ event: "ack", id: b.id, data: { ok: true, seq: 2 } });
  FakeWebSocket.last.receive({ event: "ack", id: a.id, data: { ok: true, seq: 1 } });
  assert.deepEqual(await first, { ok: true, seq: 1 });
  assert.deepEqual(await second, { ok: true, seq: 2 });
  assert.equal(clock.timers.size, 0);
});

test("A failed request rejects with the contract's code and message", async () => {
  const transport = open();
  const request = transport.request("leave", { room: "attic" });
  const error = { code: "not_in_room", message: "not in room attic" };
  FakeWebSocket.last.receive({ event: "ack", id: 1, data: { ok: false, error } });
  await assert.rejects(request, error);
});

test("A request without an answer in time rejects, and a late answer has no effect", async () => {
  const transport = open();
  const request = transport.request("say", {}, { timeout: 500 });
  const rejected = assert.rejects(request, { code: "timeout" });
  await clock.pass(500);
  await rejected;
  FakeWebSocket.last.receive({ event: "ack", id: 1, data: { ok: true } });
});

test("Messages sent before the connection is open wait for it, in order", () => {
  const transport = makeTransport();
  transport.connect();
  transport.send("first", {});
  transport.request("second", {});
  assert.deepEqual(FakeWebSocket.last.sent, []);
  FakeWebSocket.last.onopen();
  assert.deepEqual(
    FakeWebSocket.last.messages.map(({ event }) => event),
    ["first", "second"],
  );
});

test("A state listener's messages go out before queued ones", () => {
  const transport = makeTransport();
  transport.connect();
  transport.send("say", {});
  transport.onState(() => transport.state === "open" && transport.send("join", {}));
  FakeWebSocket.last.onopen();
  assert.deepEqual(
    FakeWebSocket.last.messages.map(({ event }) => event),
    ["join", "say"],
  );
});

test("A request that times out while it waits for the connection is never sent", async () => {
  const transport = makeTransport();
  transport.connect();
  const rejected = assert.rejects(transport.request("say", {}, { timeout: 500 }), {
    code: "timeout",
  });
  await clock.pass(500);
  await rejected;
  FakeWebSocket.last.onopen();
  assert.deepEqual(FakeWebSocket.last.sent, []);
});

test("A lost connection rejects requests under way and keeps the queue", async () => {
  const transport = open();
  const underway = transport.request("say", { text: "underway" });
  FakeWebSocket.last.lose();
  await assert.rejects(underway, { code: "disconnected" });
  const waiting = transport.request("say", { text: "waiting" });
  await clock.pass(300);
  FakeWebSocket.last.lose(); // this attempt fails as well
  await clock.pass(600);
  FakeWebSocket.last.onopen();
  const [{ id, data }] = FakeWebSocket.last.messages;
  assert.equal(data.text, "waiting");
  FakeWebSocket.last.receive({ event: "ack", id, data: { ok: true } });
  assert.deepEqual(await waiting, { ok: true });
});

test("The delay between attempts grows up to a limit and is reset by success", async () => {
  const transport = open();
  const delays = [];
  for (let n = 0; n < 7; n++) {
    FakeWebSocket.last.lose();
    assert.equal(transport.state, "waiting");
    const [timer] = clock.timers.values();
    const delay = (timer?.at ?? 0) - clock.time;
    delays.push(delay);
    await clock.pass(delay - 1);
    assert.equal(transport.state, "waiting");
    await clock.pass(1);
    assert.equal(transport.state, "connecting");
  }
  assert.deepEqual(delays, [300, 600, 1200, 2400, 4800, 5000, 5000]);
  FakeWebSocket.last.onopen();
  FakeWebSocket.last.lose();
  assert.match(transport.detail, /1006.*0\.3 s/);
});

test("Jitter shortens or lengthens a delay by up to half", () => {
  const delays = [0, 1].map((random) => {
    clock.random = () => random;
    open();
    clock.timers.clear();
    FakeWebSocket.last.lose();
    const [timer] = clock.timers.values();
    return (timer?.at ?? 0) - clock.time;
  });
  assert.deepEqual(delays, [150, 450]);
});

test("A handler is called once per message after any number of reconnections", async () => {
  const transport = open();
  /** @type {string[]} */
  const got = [];
  transport.on("said", ({ text }) => got.push(text));
  for (let n = 0; n < 3; n++) {
    const before = FakeWebSocket.last;
    before.lose();
    await clock.pass(5000);
    FakeWebSocket.last.onopen();
    assert.notEqual(FakeWebSocket.last, before);
  }
  FakeWebSocket.last.receive({ event: "said", data: { text: "once" } });
  assert.deepEqual(got, ["once"]);
});

test("A removed handler is not called", () => {
  const transport = open();
  /** @type {string[]} */
  const got = [];
  const stop = transport.on("said", () => got.push("said"));
  stop();
  FakeWebSocket.last.receive({ event: "said", data: {} });
  assert.deepEqual(got, []);
});

test("close() closes the socket, rejects requests and stops reconnecting", async () => {
  const transport = open();
  const underway = transport.request("say", {});
  const socket = FakeWebSocket.last;
  transport.close();
  await assert.rejects(underway, { code: "disconnected" });
  await clock.pass(60_000);
  assert.equal(socket.closed, true);
  assert.equal(transport.state, "closed");
  assert.equal(FakeWebSocket.made.length, 1);
  assert.throws(() => transport.send("say", {}), { code: "disconnected" });
  await assert.rejects(transport.request("say", {}), { code: "disconnected" });
});

test("close() while waiting cancels the next attempt", async () => {
  const transport = open();
  FakeWebSocket.last.lose();
  transport.close();
  await clock.pass(60_000);
  assert.equal(FakeWebSocket.made.length, 1);
});

test("A closed transport can be connected again", () => {
  const transport = open();
  transport.close();
  transport.connect();
  FakeWebSocket.last.onopen();
  assert.equal(transport.state, "open");
  assert.equal(FakeWebSocket.made.length, 2);
});

test("Going offline ends the connection at once, and it reconnects by itself", async () => {
  const transport = open();
  const socket = FakeWebSocket.last;
  network.dispatchEvent(new Event("offline"));
  assert.equal(transport.state, "waiting");
  assert.equal(socket.closed, true);
  await clock.pass(300);
  FakeWebSocket.last.onopen();
  assert.equal(transport.state, "open");
});

test("The state's detail says how the server closed", () => {
  const transport = open();
  FakeWebSocket.last.onclose({ code: 1001, reason: "going away" });
  assert.match(transport.detail, /^closed by the server \(1001\): going away; next attempt/);
});

test("Without an envelope, frames are sent and received unchanged", () => {
  const transport = makeTransport(false);
  transport.connect();
  FakeWebSocket.last.onopen();
  /** @type {any[]} */
  const got = [];
  transport.on("message", (payload) => got.push(payload));
  const bytes = Uint8Array.of(0, 255);
  for (const payload of ["text", "", bytes]) transport.send("message", payload);
  assert.deepEqual(FakeWebSocket.last.sent, ["text", "", bytes]);
  FakeWebSocket.last.onmessage({ data: '{"event": "ack"}' });
  FakeWebSocket.last.onmessage({ data: bytes.buffer });
  assert.deepEqual(got, ['{"event": "ack"}', bytes.buffer]);
});

test("Wire listeners get every frame and every event of the connection", async () => {
  const transport = makeTransport();
  /** @type {any[]} */
  const frames = [];
  const stop = transport.onWire(({ direction, kind, raw }) => frames.push([direction, kind, raw]));
  transport.connect();
  FakeWebSocket.last.onopen();
  transport.send("leave", { room: "a" });
  FakeWebSocket.last.onmessage({ data: '{"event":"tick","data":{}}' });
  FakeWebSocket.last.lose();
  stop();
  transport.close();
  await settled();
  assert.deepEqual(frames, [
    ["note", "note", "open: ws://127.0.0.1:8000/ws/chat"],
    ["out", "text", '{"event":"leave","data":{"room":"a"}}'],
    ["in", "text", '{"event":"tick","data":{}}'],
    ["note", "note", "connection lost or rejected (1006)"],
  ]);
});

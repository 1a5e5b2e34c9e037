/** The Socket.IO transport: how it uses the library and handles its events. */

import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { SocketIOTransport } from "../transports/socketio.js";
import { FakeClock, settled } from "./fakes.js";

class FakeEngine extends EventEmitter {
  id = "engine-1";
  transport = { name: "polling" };
}

class FakeManager extends EventEmitter {
  engine = new FakeEngine();
}

/** The parts of a socket.io-client socket that the transport uses. */
class FakeSocket extends EventEmitter {
  io = new FakeManager();
  active = true;
  connects = 0;
  disconnects = 0;
  /** @type {any[]} */
  sendBuffer = [];
  /** @type {any[][]} */
  emitted = [];
  /** @type {((event: string, data: any) => void)[]} */
  anyListeners = [];

  connect() {
    this.connects++;
    this.io.engine = new FakeEngine();
  }

  disconnect() {
    this.disconnects++;
    this.fire("disconnect", "io client disconnect");
  }

  /**
   * @override
   * @param {string} event
   * @param {...any} args
   */
  emit(event, ...args) {
    this.emitted.push([event, ...args]);
    return true;
  }

  /** @param {number} milliseconds */
  timeout(milliseconds) {
    this.emitted.push(["timeout", milliseconds]);
    return this;
  }

  /** @param {(event: string, data: any) => void} listener */
  onAny(listener) {
    this.anyListeners.push(listener);
  }

  /**
   * An event of the library's own.
   *
   * @param {string} event
   * @param {any} [argument]
   */
  fire(event, argument) {
    super.emit(event, argument);
  }

  /**
   * An event of the server's.
   *
   * @param {string} event
   * @param {any} data
   */
  receive(event, data) {
    for (const listener of this.anyListeners) listener(event, data);
  }
}

/** @param {"" | "polling" | "websocket"} [hold] */
function make(hold = "") {
  const socket = new FakeSocket();
  const clock = new FakeClock();
  /** @type {any[]} */
  const calls = [];
  const io = (/** @type {any[]} */ ...args) => {
    calls.push(args);
    return socket;
  };
  const transport = new SocketIOTransport({
    scenario: "chat",
    origin: "http://127.0.0.1:8000",
    io: /** @type {any} */ (io),
    hold,
    clock,
  });
  return { transport, socket, clock, calls };
}

function open() {
  const made = make();
  made.transport.connect();
  made.socket.fire("connect");
  return made;
}

test("A scenario is a namespace on a separate connection that does not connect by itself", () => {
  const [[url, options]] = make().calls;
  assert.equal(url, "http://127.0.0.1:8000/chat");
  assert.equal(options.forceNew, true);
  assert.equal(options.autoConnect, false);
  assert.deepEqual(options.transports, ["polling", "websocket"]);
});

for (const hold of /** @type {const} */ (["polling", "websocket"])) {
  test(`It can be restricted to ${hold}`, () => {
    assert.deepEqual(make(hold).calls[0][1].transports, [hold]);
  });
}

test("The state follows the library's events, and so does the transport in use", () => {
  const { transport, socket } = make();
  transport.connect();
  assert.equal(transport.state, "connecting");
  socket.fire("connect");
  assert.deepEqual([transport.state, transport.via], ["open", "polling"]);
  socket.io.engine.transport = { name: "websocket" };
  socket.io.engine.emit("upgrade", { name: "websocket" });
  assert.deepEqual([transport.state, transport.via], ["open", "websocket"]);
  socket.fire("disconnect", "transport close");
  assert.deepEqual([transport.state, transport.via], ["waiting", ""]);
  assert.match(transport.detail, /transport close/);
  socket.io.emit("reconnect_attempt", 1);
  assert.equal(transport.state, "connecting");
});

test("A failed attempt waits for the library's next attempt", async () => {
  const { transport, socket, clock } = make();
  transport.connect();
  socket.fire("connect_error", new Error("xhr poll error"));
  assert.equal(transport.state, "waiting");
  await clock.pass(60_000);
  assert.equal(socket.connects, 1);
});

for (const [event, argument] of /** @type {const} */ ([
  ["disconnect", "io server disconnect"],
  ["connect_error", new Error("rejected")],
])) {
  test(`It reconnects after ${event} by the server, when the library gives up`, async () => {
    const { transport, socket, clock } = open();
    socket.active = false;
    socket.fire(event, argument);
    assert.equal(transport.state, "waiting");
    await clock.pass(300);
    assert.equal(transport.state, "connecting");
    assert.equal(socket.connects, 2);
  });
}

test("A message is emitted unchanged", () => {
  const { transport, socket } = open();
  transport.send("message", "hello");
  assert.deepEqual(socket.emitted, [["message", "hello"]]);
});

test("A request resolves with the acknowledgement", async () => {
  const { transport, socket } = open();
  const request = transport.request("say", { text: "a" }, { timeout: 500 });
  const [timeout, [event, data, callback]] = /** @type {any} */ (socket.emitted);
  assert.deepEqual([timeout, event, data], [["timeout", 500], "say", { text: "a" }]);
  callback(null, { ok: true, seq: 7 });
  assert.deepEqual(await request, { ok: true, seq: 7 });
});

test("A failed request rejects with the contract's code and message", async () => {
  const { transport, socket } = open();
  const request = transport.request("say", {});
  const error = { code: "bad_field", message: "text: must be 1 to 2000 characters" };
  socket.emitted.at(-1)?.at(-1)(null, { ok: false, error });
  await assert.rejects(request, error);
});

for (const [text, code] of [
  ["operation has timed out", "timeout"],
  ["socket has been disconnected", "disconnected"],
]) {
  test(`The library's error "${text}" has the code ${code}`, async () => {
    const { transport, socket } = open();
    const request = transport.request("say", {});
    socket.emitted.at(-1)?.at(-1)(new Error(text));
    await assert.rejects(request, { code });
  });
}

test("Server's events reach their handlers once, also after reconnections", () => {
  const { transport, socket } = open();
  /** @type {any[]} */
  const got = [];
  const stop = transport.on("said", ({ text }) => got.push(text));
  socket.fire("disconnect", "transport close");
  socket.io.emit("reconnect_attempt", 1);
  socket.fire("connect");
  socket.receive("said", { text: "once" });
  stop();
  socket.receive("said", { text: "nobody listens" });
  assert.deepEqual(got, ["once"]);
});

test("close() rejects requests, drops the queue and ignores later events", async () => {
  const { transport, socket, clock } = open();
  const request = transport.request("say", {});
  socket.sendBuffer.push("waiting");
  transport.close();
  await assert.rejects(request, { code: "disconnected" });
  await clock.pass(60_000);
  assert.equal(transport.state, "closed");
  assert.equal(socket.disconnects, 1);
  assert.deepEqual(socket.sendBuffer, []);
  assert.throws(() => transport.send("say", {}), { code: "disconnected" });
  await assert.rejects(transport.request("say", {}), { code: "disconnected" });
});

test("Wire listeners get every Engine.IO packet of each connection once", async () => {
  const { transport, socket } = make();
  /** @type {any[]} */
  const frames = [];
  transport.onWire(({ direction, kind, raw }) => frames.push([direction, kind, raw]));
  transport.connect();
  const first = socket.io.engine;
  first.emit("packet", { type: "open", data: '{"sid":"x"}' });
  first.emit("packetCreate", { type: "message", data: "0/chat," });
  first.emit("packet", { type: "ping" });
  first.emit("packetCreate", { type: "pong" });
  first.emit("packet", { type: "message", data: Uint8Array.of(1, 2).buffer });
  first.emit("upgrading", { name: "websocket" });
  first.emit("upgrade", { name: "websocket" });
  socket.io.emit("reconnect_attempt", 1);
  socket.io.engine = new FakeEngine(); // as the library does after that event
  await settled();
  socket.io.engine.emit("packet", { type: "noop" });
  assert.deepEqual(frames, [
    ["in", "open", '0{"sid":"x"}'],
    ["out", "message", "40/chat,"],
    ["in", "ping", "2"],
    ["out", "pong", "3"],
    ["in", "binary", Uint8Array.of(1, 2)],
    ["out", "ping", "2probe"],
    ["in", "pong", "3probe"],
    ["out", "upgrade", "5"],
    ["note", "note", "upgraded to websocket"],
    ["in", "noop", "6"],
  ]);
});

test("A closing page tells the server on polling, and relies on the socket on WebSocket", () => {
  const { transport, socket } = open();
  /** @type {string[][]} */
  const beacons = [];
  const beacon = (/** @type {string[]} */ ...args) => void beacons.push(args);
  transport.closeWithBeacon(beacon);
  socket.io.engine.transport = { name: "websocket" };
  socket.io.engine.emit("upgrade", { name: "websocket" });
  transport.closeWithBeacon(beacon);
  assert.deepEqual(beacons, [["/socket.io/?EIO=4&transport=polling&sid=engine-1", "1"]]);
});

/** The chat model: joining, leaving, sending, and every message once and in order. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { KEPT } from "../chat-model.js";
import { ACK, begin, hear, join, model, said, shown, transport } from "./chat-client.js";
import { settled } from "./fakes.js";

beforeEach(begin);

test("A first join sends the room and the name, and no `since`", async () => {
  const { room, request } = await join({ members: ["ada", "bob"], seq: 41 });
  assert.deepEqual([request.event, request.data], ["join", { room: "lobby", name: "ada" }]);
  assert.equal(room.status, "joined");
  assert.equal(room.me, "ada");
  assert.deepEqual(room.members, ["ada", "bob"]);
});

test("No name is sent if none is requested", () => {
  model.join("lobby");
  assert.deepEqual(transport.take().data, { room: "lobby" });
});

test("A room's name is trimmed and normalised as on the server", () => {
  model.join("  cafe\u0301 ");
  assert.deepEqual(transport.take().data, { room: "caf\u00e9" });
});

test("A room has the name that the server returns", async () => {
  const { room } = await join({ room: "Lobby" });
  assert.equal(model.rooms.get("Lobby"), room);
  assert.equal(model.rooms.size, 1);
});

test("A failed join leaves no room and throws the error", async () => {
  const joining = model.join("lobby", "ada");
  transport.take().fail("name_taken");
  await assert.rejects(joining, { code: "name_taken" });
  assert.equal(model.rooms.size, 0);
});

test("A joined room is not joined again", async () => {
  const { room } = await join();
  assert.equal(await model.join("lobby"), room);
  assert.deepEqual(transport.requests, []);
});

test("Events that arrive before the join's acknowledgement are applied after it", async () => {
  const joining = model.join("lobby", "ada");
  hear(42);
  transport.receive("joined", { room: "lobby", name: "bob", members: ["ada", "bob"] });
  transport.take().answer({ ...ACK, seq: 41 });
  const room = await joining;
  assert.deepEqual(shown(room), [42, "joined"]);
  assert.deepEqual(room.members, ["ada", "bob"]);
});

test("A message is shown even if the acknowledgement's number already includes it", async () => {
  const joining = model.join("lobby", "ada");
  hear(41);
  transport.take().answer({ ...ACK, seq: 41 });
  const room = await joining;
  hear(41, 42);
  assert.deepEqual(shown(room), [41, 42]);
});

test("Messages are sorted by number and shown once", async () => {
  const { room } = await join();
  hear(2, 2, 1, 4, 2, 3, 1, 4);
  assert.deepEqual(shown(room), [1, 2, 3, 4]);
  assert.equal(room.upTo, 4);
});

test("Messages of other rooms are ignored", async () => {
  const { room } = await join();
  transport.receive("said", { ...said(1), room: "attic" });
  assert.deepEqual(shown(room), []);
});

test("Joins and leaves are shown and update the members", async () => {
  const { room } = await join();
  transport.receive("joined", { room: "lobby", name: "ada", members: ["ada"] });
  transport.receive("joined", { room: "lobby", name: "bob", members: ["ada", "bob"] });
  assert.deepEqual(room.members, ["ada", "bob"]);
  transport.receive("left", { room: "lobby", name: "bob", members: ["ada"] });
  assert.deepEqual(room.members, ["ada"]);
  assert.deepEqual(shown(room), ["joined", "left"]);
});

test("A whisper is shown to its recipient, and to the sender once accepted", async () => {
  const { room } = await join();
  transport.receive("whispered", { room: "lobby", name: "bob", text: "psst", at: 5 });
  const whispering = model.whisper(room, "bob", "yes?");
  await settled();
  const request = transport.take();
  assert.deepEqual(request.data, { room: "lobby", to: "bob", text: "yes?" });
  assert.deepEqual(shown(room), ["whispered"]);
  request.answer();
  await whispering;
  assert.deepEqual(shown(room), ["whispered", "whisper-sent"]);
});

test("A failed whisper is not shown", async () => {
  const { room } = await join();
  const whispering = model.whisper(room, "nobody", "yes?");
  await settled();
  transport.take().fail("unknown_member");
  await assert.rejects(whispering, { code: "unknown_member" });
  assert.deepEqual(shown(room), []);
});

test("Only the last entries are kept, and new ones are still sorted", async () => {
  const { room } = await join();
  hear(...Array.from({ length: KEPT + 10 }, (_, i) => i + 1));
  hear(KEPT + 12, KEPT + 11);
  assert.equal(room.entries.length, KEPT);
  assert.deepEqual(shown(room).slice(-3), [KEPT + 10, KEPT + 11, KEPT + 12]);
});

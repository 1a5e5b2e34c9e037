/** The chat model after a lost connection: it rejoins, misses nothing and shows nothing twice. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { KEPT, NAME_ATTEMPTS } from "../chat-model.js";
import {
  ACK,
  begin,
  clock,
  comeBack,
  hear,
  join,
  model,
  said,
  shown,
  transport,
} from "./chat-client.js";
import { settled } from "./fakes.js";

beforeEach(begin);

test("A connection lost before the first join is acknowledged leaves no room", async () => {
  const joining = model.join("lobby", "ada");
  transport.lose();
  await assert.rejects(joining, { code: "disconnected" });
  assert.equal(model.rooms.size, 0);
});

test("After a reconnect the room is rejoined from the last number seen", async () => {
  const { room } = await join({ seq: 40 });
  hear(41, 42);
  transport.lose();
  assert.equal(room.status, "rejoining");
  transport.connect();
  await settled();
  const request = transport.take();
  assert.deepEqual(request.data, { room: "lobby", name: "ada", since: 42, epoch: "e1" });
  request.answer({ ...ACK, seq: 44, missed: [said(43), said(44)] });
  await settled();
  assert.equal(room.status, "joined");
  assert.deepEqual(shown(room), [41, 42, 43, 44]);
});

test("In a room without messages, `since` is 0", async () => {
  await join({ seq: 0 });
  assert.equal((await comeBack()).data.since, 0);
});

test("Missing numbers are requested again and filled in without duplicates", async () => {
  const { room } = await join();
  hear(1, 3);
  const request = await comeBack();
  assert.equal(request.data.since, 1);
  request.answer({ ...ACK, seq: 3, missed: [said(2), said(3)] });
  await settled();
  assert.deepEqual(shown(room), [1, 2, 3]);
});

test("A message that is both missed and delivered is shown once", async () => {
  const { room } = await join();
  hear(1);
  const request = await comeBack();
  hear(3);
  request.answer({ ...ACK, seq: 3, missed: [said(2), said(3)] });
  await settled();
  hear(3, 4);
  assert.deepEqual(shown(room), [1, 2, 3, 4]);
});

test("A gap is shown before the messages that the server remembers", async () => {
  const { room } = await join();
  hear(1);
  const request = await comeBack();
  request.answer({ ...ACK, seq: 103, missed: [said(102), said(103)], gap: true });
  await settled();
  hear(104);
  assert.deepEqual(shown(room), [1, "gap", 102, 103, 104]);
  assert.equal((await comeBack()).data.since, 104);
});

test("A new epoch restarts the numbers, below the existing entries", async () => {
  const { room } = await join();
  hear(1, 2, 4);
  const request = await comeBack();
  request.answer({ ...ACK, epoch: "e2", seq: 1, missed: [said(1)], gap: true });
  await settled();
  hear(2, 4, 3);
  assert.deepEqual(shown(room), [1, 2, 4, "gap", 1, 2, 3, 4]);
  assert.deepEqual((await comeBack()).data, { room: "lobby", name: "ada", since: 4, epoch: "e2" });
});

test("A message of a new epoch is not mistaken for an old one before the acknowledgement", async () => {
  const { room } = await join();
  hear(1, 2);
  const request = await comeBack();
  hear(1);
  request.answer({ ...ACK, epoch: "e2", seq: 0, gap: true });
  await settled();
  assert.deepEqual(shown(room), [1, 2, "gap", 1]);
});

test("Events of a connection lost before the acknowledgement are dropped", async () => {
  const { room } = await join();
  await comeBack();
  transport.receive("joined", { room: "lobby", name: "bob", members: ["ada", "bob"] });
  const request = await comeBack();
  request.answer(ACK);
  await settled();
  assert.deepEqual(room.members, ["ada"]);
});

test("A taken name is retried with growing pauses until the server drops the dead connection", async () => {
  const { room } = await join();
  let request = await comeBack();
  for (const pause of [300, 600, 1200]) {
    request.fail("name_taken", "the name is in use");
    await settled();
    assert.equal(room.status, "rejoining");
    assert.equal(/** @type {any} */ (room.trouble).code, "name_taken");
    await clock.pass(pause - 1);
    assert.equal(transport.requests.length, 0);
    await clock.pass(1);
    request = transport.take();
  }
  hear(1);
  request.answer({ ...ACK, seq: 1, missed: [said(1)] });
  await settled();
  assert.equal(room.status, "joined");
  assert.equal(room.trouble, undefined);
  assert.deepEqual(shown(room), [1]);
});

test("A name that stays taken ends the room with the reason", async () => {
  const { room } = await join();
  /** @type {any[]} */
  const reasons = [];
  model.onChange = (_room, reason) => reason && reasons.push(reason);
  let request = await comeBack();
  for (let n = 0; n < NAME_ATTEMPTS; n++) {
    request.fail("name_taken");
    await clock.pass(5000);
    request = transport.take();
  }
  request.fail("name_taken");
  await settled();
  assert.equal(model.rooms.get("lobby"), undefined);
  assert.deepEqual(
    reasons.map(({ code }) => code),
    ["name_taken"],
  );
  await assert.rejects(model.say(room, "hello?"), { code: "disconnected" });
});

test("A connection lost while waiting for its name starts again on the next one", async () => {
  await join();
  const request = await comeBack();
  request.fail("name_taken");
  await settled();
  (await comeBack()).answer(ACK);
  await clock.pass(60_000);
  assert.deepEqual(transport.requests, []);
});

test("Any other error when rejoining ends the room", async () => {
  await join();
  const request = await comeBack();
  request.fail("bad_field");
  await settled();
  assert.equal(model.rooms.size, 0);
});

test("Messages sent while the room is not joined wait until it is", async () => {
  const { room } = await join();
  const request = await comeBack();
  const saying = model.say(room, "patience");
  await settled();
  assert.deepEqual(transport.requests, []);
  request.answer(ACK);
  await settled();
  const say = transport.take();
  assert.deepEqual([say.event, say.data], ["say", { room: "lobby", text: "patience" }]);
  say.answer({ seq: 1 });
  await saying;
});

test("A new name after rejoining, as after a login, is shown", async () => {
  const { room } = await join();
  const request = await comeBack();
  request.answer({ ...ACK, name: "countess" });
  await settled();
  assert.equal(room.me, "countess");
  assert.deepEqual(shown(room), ["renamed"]);
});

test("A room that was left is not rejoined", async () => {
  const { room } = await join();
  const leaving = model.leave(room);
  transport.take().answer();
  await leaving;
  transport.lose();
  transport.connect();
  await settled();
  assert.deepEqual(transport.requests, []);
  assert.equal(model.rooms.size, 0);
});

test("Leaving while disconnected sends nothing", async () => {
  const { room } = await join();
  transport.lose();
  await model.leave(room);
  assert.deepEqual(transport.requests, []);
});

test("A new epoch is sorted separately, even after all older entries were dropped", async () => {
  const { room } = await join();
  hear(...Array.from({ length: KEPT }, (_, i) => i + 1));
  const request = await comeBack();
  request.answer({ ...ACK, epoch: "e2", gap: true });
  await settled();
  hear(2, 1);
  assert.deepEqual(shown(room).slice(-4), [KEPT, "gap", 1, 2]);
});

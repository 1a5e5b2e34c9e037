/** The views: what they send, what they show, and how they explain errors. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ChatModel } from "../chat-model.js";
import { startBroadcast } from "../views/broadcast.js";
import { startChat } from "../views/chat.js";
import { startEcho } from "../views/echo.js";
import { startPush } from "../views/push.js";
import { FakeClock, FakeTransport, settled } from "./fakes.js";
import { $, openPage, submit, texts } from "./page.js";

const MARKUP = "<script>alert(1)</script>";

/** @type {Document} */
let document;
/** @type {FakeTransport} */
let transport;

beforeEach(() => {
  document = openPage();
  transport = new FakeTransport();
});

/** @param {any} list */
const items = (list) => [...list.children].map(({ dataset }) => ({ ...dataset }));

test("Echo sends text and bytes, and shows whether they came back as sent", () => {
  const panel = $(document, "#panel-echo");
  startEcho(panel, transport);
  transport.connect();
  submit($(panel, "#echo-text"), { text: MARKUP });
  submit($(panel, "#echo-text"), { text: "" });
  submit($(panel, "#echo-bytes"), { bytes: "00 01FF" });
  submit($(panel, "#echo-text"), { text: "changed" });
  assert.deepEqual(
    transport.sent.map(({ data }) => data),
    [MARKUP, "", Uint8Array.of(0, 1, 255), "changed"],
  );
  transport.receive("message", MARKUP);
  transport.receive("message", "");
  transport.receive("message", Uint8Array.of(0, 1, 255).buffer);
  transport.receive("message", "charged");
  const replies = $(panel, "[role=log] ol");
  assert.deepEqual(items(replies), [
    { kind: "text", size: "25", same: "true" },
    { kind: "text", size: "0", same: "true" },
    { kind: "binary", size: "3", same: "true" },
    { kind: "text", size: "7", same: "false" },
  ]);
  assert.deepEqual(texts(replies, ".text"), [MARKUP, "", "00 01 ff", "charged"]);
});

test("Echo rejects input that is not hexadecimal, and shows the error until the next try", () => {
  const panel = $(document, "#panel-echo");
  startEcho(panel, transport);
  transport.connect();
  const form = $(panel, "#echo-bytes");
  submit(form, { bytes: "0g" });
  assert.equal($(form, "[role=alert]").dataset.code, "bad_input");
  assert.match($(form, "[role=alert]").textContent, /^Bytes: two hexadecimal digits/);
  submit(form, { bytes: "" });
  assert.equal($(form, "[role=alert]").textContent, "");
  assert.deepEqual(transport.sent, [{ event: "message", data: new Uint8Array() }]);
});

test("Echo does not expect replies that a lost connection took with it", () => {
  const panel = $(document, "#panel-echo");
  startEcho(panel, transport);
  transport.connect();
  submit($(panel, "#echo-text"), { text: "lost" });
  transport.lose();
  submit($(panel, "#echo-text"), { text: "waits" });
  transport.connect();
  transport.receive("message", "waits");
  assert.deepEqual(items($(panel, "[role=log] ol")), [{ kind: "text", size: "5", same: "true" }]);
});

test("A form whose message cannot be sent says so and keeps the text", async () => {
  const panel = $(document, "#panel-echo");
  startEcho(panel, transport);
  const form = $(panel, "#echo-text");
  submit(form, { text: "hello" });
  await settled();
  assert.equal($(form, "[role=alert]").dataset.code, "disconnected");
  assert.equal($(form, "[name=text]").value, "hello");
});

test("Broadcast asks for an acknowledgement and shows messages as text", () => {
  const panel = $(document, "#panel-broadcast");
  startBroadcast(panel, transport);
  submit($(panel, "form"), { text: MARKUP });
  const { event, data } = transport.take();
  assert.deepEqual([event, data], ["message", { text: MARKUP }]);
  transport.receive("message", { text: MARKUP, from: "guest-ab12", at: 1_700_000_000_000 });
  const log = $(panel, "[role=log] ol");
  assert.deepEqual(items(log), [{ kind: "message", from: "guest-ab12" }]);
  assert.deepEqual(texts(log, ".text"), [MARKUP]);
  assert.equal($(log, "time").getAttribute("datetime"), "2023-11-14T22:13:20.000Z");
});

test("A failed message returns to its field, with the reason", async () => {
  const panel = $(document, "#panel-broadcast");
  startBroadcast(panel, transport);
  const form = $(panel, "form");
  submit(form, { text: "" });
  transport.take().fail("bad_field", "text: must be 1 to 2000 characters");
  await settled();
  assert.equal($(form, "[role=alert]").textContent, "Text: must be 1 to 2000 characters.");
  assert.equal($(form, "[role=alert]").dataset.code, "bad_field");
});

test("A failed message does not overwrite what has been typed since", async () => {
  const panel = $(document, "#panel-broadcast");
  startBroadcast(panel, transport);
  const form = $(panel, "form");
  submit(form, { text: "first" });
  assert.equal($(form, "[name=text]").value, "");
  $(form, "[name=text]").value = "second";
  transport.take().fail("timeout");
  await settled();
  assert.equal($(form, "[name=text]").value, "second");
});

/** A chat view with its model. */
function openChat() {
  const panel = $(document, "#panel-chat");
  const model = new ChatModel(transport, new FakeClock());
  const view = startChat(panel, model);
  transport.connect();
  return { panel, model, view };
}

/**
 * @param {any} panel
 * @param {string} room
 * @param {string[]} [members]
 */
async function joinRoom(panel, room, members = ["ada"]) {
  submit($(panel, "#join"), { room, name: "ada" });
  transport
    .take()
    .answer({ room, name: "ada", members, seq: 0, epoch: "e", missed: [], gap: false });
  await settled();
  return $(panel, `[data-room="${room}"]`);
}

test("Chat shows the last joined room, and switches between rooms", async () => {
  const { panel } = openChat();
  const lobby = await joinRoom(panel, "lobby");
  const attic = await joinRoom(panel, "attic");
  assert.deepEqual([lobby.hidden, attic.hidden], [true, false]);
  $(panel, "[data-room-button=lobby]").click();
  assert.deepEqual([lobby.hidden, attic.hidden], [false, true]);
  assert.equal($(panel, "[data-room-button=lobby]").getAttribute("aria-pressed"), "true");
  assert.deepEqual({ ...lobby.dataset }, { room: "lobby", status: "joined", me: "ada", seq: "0" });
});

test("Chat counts unread messages in a hidden room", async () => {
  const { panel } = openChat();
  await joinRoom(panel, "lobby");
  await joinRoom(panel, "attic");
  const button = $(panel, "[data-room-button=lobby]");
  transport.receive("said", { room: "lobby", name: "bob", text: "hi", at: 1, seq: 1 });
  assert.equal(button.dataset.unread, "1");
  button.click();
  assert.equal(button.dataset.unread, "0");
});

test("Chat shows entries in order, as text, with sender and kind", async () => {
  const { panel } = openChat();
  const room = await joinRoom(panel, "lobby", ["ada", "bob"]);
  transport.receive("said", { room: "lobby", name: "bob", text: "second", at: 2, seq: 2 });
  transport.receive("said", { room: "lobby", name: "ada", text: MARKUP, at: 1, seq: 1 });
  transport.receive("whispered", { room: "lobby", name: "bob", text: "psst", at: 3 });
  transport.receive("left", { room: "lobby", name: "bob", members: ["ada"] });
  const log = $(room, "[role=log] ol");
  assert.deepEqual(items(log), [
    { kind: "said", seq: "1", from: "ada" },
    { kind: "said", seq: "2", from: "bob" },
    { kind: "whispered", from: "bob" },
    { kind: "left", from: "bob" },
  ]);
  assert.deepEqual(texts(log, ".text"), [MARKUP, "second", "psst", "bob has left"]);
  assert.deepEqual(items($(room, ".members")), [{ member: "ada" }]);
});

test("Chat sends to everyone, or whispers to the selected member", async () => {
  const { panel } = openChat();
  const room = await joinRoom(panel, "lobby", ["bob", "ada"]);
  const form = $(room, "form");
  submit(form, { text: "hello all", to: "" });
  submit(form, { text: "hello bob", to: "bob" });
  await settled();
  assert.deepEqual(
    transport.requests.map(({ event, data }) => [event, data]),
    [
      ["say", { room: "lobby", text: "hello all" }],
      ["whisper", { room: "lobby", to: "bob", text: "hello bob" }],
    ],
  );
});

test("A whisper does not become a message to everyone when its recipient leaves", async () => {
  const { panel } = openChat();
  const room = await joinRoom(panel, "lobby", ["ada", "bob"]);
  $(room, "select").value = "bob";
  transport.receive("left", { room: "lobby", name: "bob", members: ["ada"] });
  assert.equal($(room, "select").value, "bob");
});

test("Chat shows a lost connection and a taken name", async () => {
  const { panel } = openChat();
  const room = await joinRoom(panel, "lobby");
  transport.lose();
  assert.equal(room.dataset.status, "rejoining");
  assert.match($(room, "[role=status]").textContent, /^Not connected/);
  transport.connect();
  await settled();
  transport.take().fail("name_taken");
  await settled();
  assert.match($(room, "[role=status]").textContent, /^Waiting for the name ada/);
});

test("A room that cannot be rejoined disappears, with the reason in the join form", async () => {
  const { panel } = openChat();
  await joinRoom(panel, "lobby");
  transport.lose();
  transport.connect();
  await settled();
  transport.take().fail("too_many", "at most 10 rooms");
  await settled();
  assert.equal(panel.querySelector("[data-room]"), null);
  assert.equal($(panel, "#join [role=alert]").dataset.code, "too_many");
});

test("A room that was left disappears, and another one is selected", async () => {
  const { panel } = openChat();
  const lobby = await joinRoom(panel, "lobby");
  const attic = await joinRoom(panel, "attic");
  $(attic, ".room-head button").click();
  assert.equal(transport.take().event, "leave");
  assert.equal(attic.isConnected, false);
  assert.equal(lobby.hidden, false);
});

test("A logged-in user cannot choose another name in chat", () => {
  const { panel, view } = openChat();
  const field = $(panel, "#join [name=name]");
  view.setSession("ada");
  assert.equal(field.disabled, true);
  view.setSession("");
  assert.equal(field.disabled, false);
});

test("Push counts ticks and shows the last one", () => {
  startPush($(document, "#panel-push"), transport);
  transport.receive("tick", { n: 41, at: 1 });
  transport.receive("tick", { n: 42, at: 2 });
  const { n, count } = $(document, "#tick").dataset;
  assert.deepEqual([n, count], ["42", "2"]);
});

test("Push shows announcements as text", () => {
  startPush($(document, "#panel-push"), transport);
  transport.receive("announcement", { text: MARKUP, at: 1 });
  assert.deepEqual(texts(document, "#panel-push .log .text"), [MARKUP]);
});

test("A job's progress is shown even if it arrives before the acknowledgement", async () => {
  startPush($(document, "#panel-push"), transport);
  submit($(document, "#start-job"), { steps: "2" });
  const request = transport.take();
  assert.deepEqual(request.data, { steps: 2 });
  transport.receive("progress", { job: "job-1", done: 1, total: 2 });
  request.answer({ job: "job-1" });
  await settled();
  const item = $(document, "#jobs li");
  assert.deepEqual({ ...item.dataset }, { job: "job-1", status: "running", done: "1", total: "2" });
  transport.receive("progress", { job: "job-1", done: 2, total: 2 });
  transport.receive("finished", { job: "job-1" });
  assert.equal(item.dataset.status, "finished");
  assert.equal($(item, "progress").value, 2);
  assert.equal(document.querySelectorAll("#jobs li").length, 1);
});

test("A job that finishes before the acknowledgement stays finished", async () => {
  startPush($(document, "#panel-push"), transport);
  submit($(document, "#start-job"), { steps: "1" });
  transport.receive("progress", { job: "job-1", done: 1, total: 1 });
  transport.receive("finished", { job: "job-1" });
  transport.take().answer({ job: "job-1" });
  await settled();
  assert.equal($(document, "#jobs li").dataset.status, "finished");
});

test("A lost connection cancels the running jobs", () => {
  startPush($(document, "#panel-push"), transport);
  transport.connect();
  transport.receive("progress", { job: "job-1", done: 1, total: 9 });
  transport.lose();
  assert.equal($(document, "#jobs li").dataset.status, "cancelled");
});

/** The parts around the scenarios: tabs, session, connection bar, announcements, measuring, helpers. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { fromHex, sizeInWords, toHex, utf8Length } from "../bytes.js";
import { startConnectionBar } from "../connection-bar.js";
import { inWords } from "../forms.js";
import { measureEcho, percentile } from "../latency.js";
import { startSession } from "../session.js";
import { startTabs } from "../tabs.js";
import { startPush } from "../views/push.js";
import { FakeTransport, settled } from "./fakes.js";
import { $, openPage, submit } from "./page.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/**
 * A server that sends these responses in order.
 *
 * @param {...[status: number, body?: any]} answers
 */
function serve(...answers) {
  /** @type {any[]} */
  const requests = [];
  globalThis.fetch = async (path, { method = "", body } = {}) => {
    requests.push([method, path, ...(body ? [JSON.parse(String(body))] : [])]);
    const [status, answer] = answers.shift() ?? [500];
    return new Response(answer === undefined ? null : JSON.stringify(answer), { status });
  };
  return requests;
}

/**
 * @param {string} [hash]
 */
function openTabs(hash) {
  const document = openPage(hash);
  /** @type {string[]} */
  const shown = [];
  startTabs($(document, "#scenarios"), (name) => shown.push(name));
  /** @param {string} key */
  const press = async (key) => {
    const window = /** @type {any} */ (document.defaultView);
    const changed = new Promise((resolve) =>
      window.addEventListener("hashchange", resolve, { once: true }),
    );
    const event = new window.KeyboardEvent("keydown", { key, bubbles: true });
    document.activeElement?.dispatchEvent(event);
    await changed;
  };
  return { document, shown, press };
}

test("Without a route the first scenario is shown", () => {
  const { document, shown } = openTabs();
  assert.deepEqual(shown, ["echo"]);
  assert.equal($(document, "#panel-echo").hidden, false);
  assert.equal($(document, "#panel-chat").hidden, true);
});

test("A route opens its scenario", () => {
  const { document, shown } = openTabs("#chat");
  assert.deepEqual(shown, ["chat"]);
  assert.equal($(document, "#tab-chat").getAttribute("aria-selected"), "true");
  assert.equal($(document, "#tab-echo").getAttribute("aria-selected"), "false");
});

test("The arrows, Home and End move through the tabs, and only one is in the tab order", async () => {
  const { document, shown, press } = openTabs();
  $(document, "#tab-echo").focus();
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowRight", "End", "Home"]) await press(key);
  assert.deepEqual(shown, ["echo", "push", "echo", "broadcast", "push", "echo"]);
  assert.equal(document.activeElement?.id, "tab-echo");
  /** @type {NodeListOf<HTMLElement>} */
  const tabs = document.querySelectorAll("[role=tab]");
  const order = [...tabs].map(({ tabIndex }) => tabIndex);
  assert.deepEqual(order, [0, -1, -1, -1]);
});

test("Logging in and out shows and reports the name", async () => {
  const document = openPage();
  const form = $(document, "#session");
  const requests = serve([200, { name: null }], [200, { name: "ada" }], [204]);
  /** @type {string[]} */
  const told = [];
  assert.equal(await startSession(form, (name) => told.push(name)), "");
  submit(form, { name: " ada " });
  await settled();
  assert.equal(form.dataset.name, "ada");
  assert.equal($(form, "#session-name").textContent, "ada");
  $(form, "button[type=button]").click();
  await settled();
  assert.equal(form.dataset.name, "");
  assert.deepEqual(told, ["ada", ""]);
  assert.deepEqual(requests, [
    ["GET", "/api/session"],
    ["POST", "/api/session", { name: " ada " }],
    ["DELETE", "/api/session"],
  ]);
});

test("A failed login shows the reason beside the form", async () => {
  const document = openPage();
  const form = $(document, "#session");
  const error = { code: "bad_field", message: "name: must be 1 to 32 characters" };
  serve([200, { name: null }], [400, { error }]);
  await startSession(form, () => assert.fail("nobody has logged in"));
  submit(form, { name: "" });
  await settled();
  assert.equal($(form, "[role=alert]").textContent, "Name: must be 1 to 32 characters.");
  assert.equal($(form, "[role=alert]").dataset.code, "bad_field");
});

test("An announcement is posted, and the number of recipients is shown", async () => {
  const document = openPage();
  startPush($(document, "#panel-push"), new FakeTransport("push"));
  const requests = serve([202, { recipients: 1 }], [202, { recipients: 2 }]);
  const form = $(document, "#announce");
  submit(form, { text: "to ada", to: "ada" });
  await settled();
  assert.equal($(form, "[role=status]").textContent, "Sent to 1 connection.");
  submit(form, { text: "to all", to: "" });
  await settled();
  assert.equal($(form, "[role=status]").dataset.recipients, "2");
  assert.deepEqual(requests, [
    ["POST", "/api/announcements", { text: "to ada", to: "ada" }],
    ["POST", "/api/announcements", { text: "to all" }],
  ]);
});

test("A response that is not JSON is reported by its status", async () => {
  const document = openPage();
  startPush($(document, "#panel-push"), new FakeTransport("push"));
  globalThis.fetch = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  const form = $(document, "#announce");
  submit(form, { text: "hello" });
  await settled();
  assert.equal($(form, "[role=alert]").dataset.code, "http_502");
});

test("The connection bar shows the state and counts how often it was opened", () => {
  const document = openPage();
  const bar = $(document, "#connection-echo");
  const transport = new FakeTransport("echo");
  startConnectionBar(bar, $(document, "#tab-echo"), transport);
  const button = $(bar, "button");
  assert.deepEqual([bar.dataset.state, button.textContent], ["closed", "Connect"]);
  button.click();
  transport.lose();
  transport.connect();
  transport.connect(); // open before and after, as when Socket.IO upgrades
  assert.deepEqual({ ...bar.dataset }, { state: "open", transport: "websocket", opened: "2" });
  assert.equal($(bar, "[role=status]").textContent, "Connected over WebSocket");
  assert.equal($(document, "#tab-echo").dataset.state, "open");
  button.click();
  assert.equal(transport.state, "closed");
});

test("Measuring keeps one message in flight and excludes the warm-up", async () => {
  const transport = new FakeTransport("echo");
  const measuring = measureEcho(transport, { samples: 3, warmup: 2, payload: "x" });
  assert.equal(transport.sent.length, 0);
  transport.connect();
  for (let n = 1; n <= 5; n++) {
    await settled();
    assert.equal(transport.sent.length, n);
    transport.receive("message", "x");
  }
  const { samples } = await measuring;
  assert.equal(samples.length, 3);
  assert.ok(samples.every((sample) => sample >= 0));
});

test("Measuring ends with an error when the connection is lost", async () => {
  const transport = new FakeTransport("echo");
  transport.connect();
  const measuring = measureEcho(transport, { samples: 1, warmup: 0 });
  await settled();
  transport.lose();
  await assert.rejects(measuring, { code: "disconnected" });
});

test("A percentile is one of the samples", () => {
  const samples = [5, 1, 4, 2, 3];
  assert.deepEqual(
    [0.5, 0.9, 0.99, 0.01].map((share) => percentile(samples, share)),
    [3, 5, 5, 1],
  );
});

test("Bytes are read and written as hexadecimal", () => {
  assert.deepEqual(fromHex("00 01 fF\n"), Uint8Array.of(0, 1, 255));
  assert.deepEqual(fromHex(""), new Uint8Array());
  for (const wrong of ["0", "0g", "0x00", "00,01"]) assert.equal(fromHex(wrong), undefined);
  assert.equal(toHex(Uint8Array.of(0, 10, 255)), "00 0a ff");
  assert.equal(utf8Length("ä€😀"), 9);
  assert.deepEqual([1023, 1536, 1_048_576].map(sizeInWords), ["1023 B", "1.5 KiB", "1024 KiB"]);
});

test("Known error codes are explained, and unknown ones are shown unchanged", () => {
  assert.equal(inWords({ code: "name_taken", message: "" }), "Somebody else has this name here.");
  assert.equal(
    inWords({ code: "too_many", message: "at most 3 jobs" }),
    "That is one too many. (at most 3 jobs)",
  );
  assert.equal(inWords({ code: "http_502", message: "Bad Gateway" }), "Bad Gateway (http_502)");
});

/** The lab's search: words, and pasted error messages. */

import assert from "node:assert/strict";
import test from "node:test";

import { makeSearch, wordsOf } from "../lab/search.js";

/** @import { Pitfall } from "../lab/search.js" */

/**
 * @param {string} key
 * @param {string} title
 * @param {string} symptom
 * @param {string} [cause]
 * @returns {Pitfall}
 */
const pitfall = (key, title, symptom, cause = "") => ({
  key,
  about: "",
  title,
  looksLike: [],
  symptoms: [["server", symptom]],
  cause: [cause],
  fix: [],
  versions: [],
  references: [],
  code: { broken: [], fixed: [] },
  files: {},
});

const PITFALLS = [
  pitfall("a/context", "emit() in a task", "RuntimeError: Working outside of request context."),
  pitfall("a/thread", "Writing from a thread", "RuntimeError: There is no current event loop"),
  pitfall("b/dropped", "An exception ends the connection", "close 1006", "the task is over"),
  pitfall("b/lost", "The close code is lost", "close 1005"),
];
const search = makeSearch(PITFALLS);

/** @param {string} query */
const keys = (query) => search(query).map(({ key }) => key);

test("an empty query returns all pitfalls in their order", () => {
  assert.deepEqual(search("  \n"), PITFALLS);
});

test("a traceback finds the pitfall with its message", () => {
  const traceback = `Traceback (most recent call last):
  File "/srv/app.py", line 7, in count
    emit("tick", n)
RuntimeError: Working outside of request context.`;
  assert.equal(keys(traceback)[0], "a/context");
});

test("similar error messages are told apart", () => {
  assert.deepEqual(keys("RuntimeError: There is no current event loop in thread 'Thread-3'."), [
    "a/thread",
  ]);
});

test("a close code does not find another close code", () => {
  assert.deepEqual(keys("1006"), ["b/dropped"]);
});

test("an incomplete last word finds words that start with it", () => {
  assert.deepEqual(keys("conte"), ["a/context"]);
});

test("titles and symptoms count more than causes", () => {
  assert.deepEqual(keys("task").slice(0, 1), ["a/context"]);
});

test("an unknown word finds nothing", () => {
  assert.deepEqual(keys("zebra"), []);
});

test("numbers and identifiers are words, single letters are not", () => {
  assert.deepEqual(wordsOf("a close_code of 1006!"), ["close_code", "of", "1006"]);
});

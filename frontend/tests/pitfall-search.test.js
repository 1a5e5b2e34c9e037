/** The lab's search: words, and error messages as they are pasted. */

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

test("lists all, in their order, where nothing is sought", () => {
  assert.deepEqual(search("  \n"), PITFALLS);
});

test("finds a message within a whole traceback", () => {
  const traceback = `Traceback (most recent call last):
  File "/srv/app.py", line 7, in count
    emit("tick", n)
RuntimeError: Working outside of request context.`;
  assert.equal(keys(traceback)[0], "a/context");
});

test("tells messages of the same kind apart", () => {
  assert.deepEqual(keys("RuntimeError: There is no current event loop in thread 'Thread-3'."), [
    "a/thread",
  ]);
});

test("finds a close code, and not its neighbour", () => {
  assert.deepEqual(keys("1006"), ["b/dropped"]);
});

test("finds a word that is still being typed", () => {
  assert.deepEqual(keys("conte"), ["a/context"]);
});

test("puts what is in sight before what is in the text", () => {
  assert.deepEqual(keys("task").slice(0, 1), ["a/context"]);
});

test("finds nothing where nothing fits", () => {
  assert.deepEqual(keys("zebra"), []);
});

test("takes numbers and names for words, and no single letters", () => {
  assert.deepEqual(wordsOf("a close_code of 1006!"), ["close_code", "of", "1006"]);
});

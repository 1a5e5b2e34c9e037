/** Shows a timeline as it grows: a row for each event. The style sheet puts them into lanes. */

import { keepEndInSight, make } from "../dom.js";

/** @typedef {{ at: number, lane: string, kind: string, text: string }} TimelineEvent */

/** A pause of this many milliseconds is marked. */
const SILENCE = 400;

/** How many events are shown; after them comes one line with the number of the others. */
const SHOWN = 300;

/** One timeline on the page; events may come in any order. */
export class TimelineView {
  /** @type {{ at: number, row: HTMLElement }[]} */
  #rows = [];

  /**
   * @param {HTMLElement} root a list
   * @param {number} begin when its time begins, in milliseconds since the epoch
   */
  constructor(root, begin) {
    this.root = root;
    this.begin = begin;
  }

  /** @param {TimelineEvent} event */
  add(event) {
    if (event.lane === "server" && /^(\s|Traceback)/.test(event.text)) return;
    if (this.#rows.length >= SHOWN) {
      this.root.dataset.more = String(Number(this.root.dataset.more ?? 0) + 1);
      return;
    }
    const row = makeRow(event, event.at - this.begin);
    let place = this.#rows.length;
    while (place > 0 && (this.#rows[place - 1]?.at ?? 0) > event.at) place--;
    const next = this.#rows[place]?.row ?? null;
    this.#rows.splice(place, 0, { at: event.at, row });
    keepEndInSight(this.root, () => this.root.insertBefore(row, next));
    const before = this.#rows[place - 1];
    if (before && event.at - before.at > SILENCE) row.classList.add("after-silence");
  }
}

/**
 * @param {TimelineEvent} event
 * @param {number} since milliseconds since the begin
 */
function makeRow({ lane, kind, text }, since) {
  return make(
    "li",
    { "data-lane": lane, "data-kind": kind },
    make("span", { class: "at" }, (since / 1000).toFixed(3)),
    make("span", { class: "lane" }, lane),
    make("span", { class: "what", title: text }, text),
  );
}

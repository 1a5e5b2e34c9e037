/** The page of one form of a pitfall: runs its play, tells the stage of it, and draws the timeline. */

import { find } from "../dom.js";
import { Scene } from "./scene.js";
import { TimelineView } from "./timeline.js";

/** @import { ClientEvent, Kind } from "./scene.js" */

/** @type {ClientEvent[]} */
let untold = [];
let telling = Promise.resolve();
let last = 0;

/**
 * Tell the stage, in the order in which it happened.
 *
 * @param {Kind} kind
 * @param {string} text
 */
function record(kind, text) {
  // The browser's clock is coarse; what happens later has a later time all the same.
  last = Math.max(last + 0.001, performance.timeOrigin + performance.now());
  untold.push({ at: last, kind, text });
  if (untold.length > 1) return;
  telling = telling.then(async () => {
    const body = JSON.stringify(untold);
    untold = [];
    // The reader may have left, and the stage with it.
    await fetch("/pitfall/client", { method: "POST", body }).catch(() => {});
  });
}

async function start() {
  const begin = performance.timeOrigin + performance.now();
  const view = new TimelineView(find(document, "#timeline", HTMLElement), begin);
  const events = new EventSource("/pitfall/events");
  events.addEventListener("message", ({ data }) => {
    const [at, lane, kind, text] = JSON.parse(data);
    view.add({ at, lane, kind, text });
  });
  events.addEventListener("error", () => events.close());

  const { title, form, server, inPage } = await (await fetch("/pitfall/info.json")).json();
  document.title = `${title} (${form})`;
  document.documentElement.dataset.form = form;
  // What the page's own console would say: part of what a reader sees.
  addEventListener("error", ({ message }) => record("error", message));
  addEventListener("unhandledrejection", ({ reason }) => record("error", String(reason)));

  const script = await import(/** @type {string} */ ("/pitfall/play.js"));
  record("note", "the play begins");
  const scene = new Scene(server, record);
  try {
    await (inPage ? script[form] : script.default)(scene);
    record("done", "the play is over");
  } catch (error) {
    record("failed", String(error));
  }
}

void start();

/** The page of one side of a pitfall: runs its play, tells the run of it, and draws the timeline. */

import { find } from "../dom.js";
import { Recorder } from "./recorder.js";
import { TimelineView } from "./timeline.js";

/** @import { ClientEvent, Kind } from "./recorder.js" */

/** @type {ClientEvent[]} */
let untold = [];
let telling = Promise.resolve();
let last = 0;

/**
 * Tell the run, in the order in which it happened.
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
    // The reader may have left, and the run with it.
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

  const { title, side, server, inPage } = await (await fetch("/pitfall/info.json")).json();
  document.title = `${title} (${side})`;
  document.documentElement.dataset.side = side;
  // What the page's own console would say: part of what a reader sees.
  addEventListener("error", ({ message }) => record("error", message));
  addEventListener("unhandledrejection", ({ reason }) => record("error", String(reason)));

  const script = await import(/** @type {string} */ ("/pitfall/script.js"));
  record("note", "the script starts");
  const recorder = new Recorder(server, record);
  try {
    await (inPage ? script[side] : script.default)(recorder);
    record("done", "the script has finished");
  } catch (error) {
    record("failed", String(error));
  }
}

void start();

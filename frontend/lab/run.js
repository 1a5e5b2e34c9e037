/** The page of one side of a pitfall: runs the script, reports its events and shows the timeline. */

import { find } from "../dom.js";
import { Recorder } from "./recorder.js";
import { TimelineView } from "./timeline.js";

/** @import { ClientEvent, Kind } from "./recorder.js" */

/** @type {ClientEvent[]} */
let unreported = [];
let reporting = Promise.resolve();
let last = 0;

/**
 * Report an event. Reports arrive in the order in which the events happened.
 *
 * @param {Kind} kind
 * @param {string} text
 * @param {string} [source] the connection's name
 */
function record(kind, text, source = "") {
  // The browser's clock is coarse. Two events never get the same time, so their order stays.
  last = Math.max(last + 0.001, performance.timeOrigin + performance.now());
  unreported.push({ at: last, kind, text, source });
  if (unreported.length > 1) return;
  reporting = reporting.then(async () => {
    const body = JSON.stringify(unreported);
    unreported = [];
    // When the reader leaves, the run stops, and nothing listens any more.
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
  // What the browser's console shows belongs to the timeline.
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

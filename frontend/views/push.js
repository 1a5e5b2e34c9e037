/** The Push scenario: the server speaks first, with ticks, announcements and the progress of jobs. */

import { announce } from "../api.js";
import { addToLog, find, make, makeTime } from "../dom.js";
import { bindForm } from "../forms.js";

/** @import { Transport } from "../transports/transport.js" */

/**
 * @param {HTMLElement} panel
 * @param {Transport} transport
 */
export function startPush(panel, transport) {
  startTicks(find(panel, "#tick", HTMLElement), transport);
  startAnnouncements(panel, transport);
  startJobs(panel, transport);
}

/**
 * @param {HTMLElement} tick
 * @param {Transport} transport
 */
function startTicks(tick, transport) {
  let count = 0;
  transport.on("tick", ({ n, at }) => {
    Object.assign(tick.dataset, { n, count: String(++count) });
    find(tick, ".number", HTMLElement).textContent = n;
    find(tick, ".when", HTMLElement).replaceChildren(makeTime(at));
    // Two alternating classes, because an animation restarts only when its name changes.
    tick.classList.toggle("beat", count % 2 === 1);
    tick.classList.toggle("beat-again", count % 2 === 0);
  });
}

/**
 * @param {HTMLElement} panel
 * @param {Transport} transport
 */
function startAnnouncements(panel, transport) {
  const log = find(panel, "[role=log]", HTMLElement);
  const form = find(panel, "#announce", HTMLFormElement);
  const result = find(form, "[role=status]", HTMLElement);

  transport.on("announcement", ({ text, at }) => {
    const item = make("li", { "data-kind": "announcement" }, make("span", { class: "text" }, text));
    item.append(makeTime(at));
    addToLog(log, item);
  });
  bindForm(
    form,
    async ({ text = "", to = "" }) => {
      result.textContent = "";
      delete result.dataset.recipients;
      const { recipients } = await announce({ text, ...(to && { to }) });
      result.dataset.recipients = String(recipients);
      result.textContent = `Sent to ${recipients} connection${recipients === 1 ? "" : "s"}.`;
    },
    { clears: "text" },
  );
}

/**
 * @param {HTMLElement} panel
 * @param {Transport} transport
 */
function startJobs(panel, transport) {
  const list = find(panel, "#jobs", HTMLElement);
  /** @type {Map<string, HTMLElement>} the running jobs */
  const running = new Map();

  bindForm(find(panel, "#start-job", HTMLFormElement), async ({ steps }) => {
    const { job } = await transport.request("start_job", { steps: Number(steps) });
    show(job, 0, Number(steps));
  });
  // The first progress can arrive before the acknowledgement that names the job.
  transport.on("progress", ({ job, done, total }) => show(job, done, total));
  transport.on("finished", ({ job }) => end(job, "finished"));
  transport.onState(() => {
    if (transport.state === "open") return;
    for (const job of [...running.keys()]) end(job, "cancelled");
  });

  /** @type {Set<string>} */
  const ended = new Set();

  /**
   * @param {string} job
   * @param {number} done
   * @param {number} total
   */
  function show(job, done, total) {
    if (ended.has(job)) return;
    const item = running.get(job) ?? makeJob(job);
    running.set(job, item);
    if (!item.isConnected) list.prepend(item);
    if (done < Number(item.dataset.done)) return;
    Object.assign(item.dataset, { done: String(done), total: String(total) });
    const bar = find(item, "progress", HTMLProgressElement);
    bar.max = total;
    bar.value = done;
    find(item, ".meta", HTMLElement).textContent = `${done} of ${total}`;
  }

  /**
   * @param {string} job
   * @param {"finished" | "cancelled"} status
   */
  function end(job, status) {
    ended.add(job);
    const item = running.get(job);
    if (!item) return;
    running.delete(job);
    item.dataset.status = status;
    find(item, ".meta", HTMLElement).textContent += `, ${status}`;
  }
}

/** @param {string} job */
function makeJob(job) {
  return make(
    "li",
    { "data-job": job, "data-status": "running", "data-done": 0, "data-total": 0 },
    make("span", { class: "text" }, job),
    make("progress", { "aria-label": `Job ${job}`, value: 0, max: 1 }),
    make("span", { class: "meta" }),
  );
}

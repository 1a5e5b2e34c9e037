/** The wire inspector: lists every frame sent and received, as it was on the wire. */

import { sizeInWords, toHex, utf8Length } from "./bytes.js";
import { find, keepEndInSight, make } from "./dom.js";
import { explain } from "./wire-format.js";

/** @import { Frame, Transport } from "./transports/transport.js" */

/** The number of frames listed. */
export const LISTED = 500;
/** The number of characters shown of a frame. */
const SHOWN_CHARACTERS = 4096;
const SHOWN_BYTES = 256;

const ARROWS = { in: "↓", out: "↑", note: "·" };
const DIRECTIONS = { in: "received", out: "sent", note: "note" };

/**
 * @param {HTMLElement} root
 * @param {string} protocol the backend's
 * @param {(draw: () => void) => void} [schedule] schedules drawing: frames that arrive together are drawn together
 * @returns {{ watch: (transport: Transport) => void }}
 */
export function startWireInspector(root, protocol, schedule = requestAnimationFrame) {
  const list = find(root, "#wire-list", HTMLElement);
  const counter = find(root, "#wire-count", HTMLElement);
  const filter = find(root, "select", HTMLSelectElement);
  const pause = find(root, "#wire-pause", HTMLButtonElement);
  const clear = find(root, "#wire-clear", HTMLButtonElement);
  /** @type {Frame[]} */
  let fresh = [];
  let count = 0;
  let paused = false;
  let scheduled = false;

  function draw() {
    scheduled = false;
    counter.dataset.count = String(count);
    counter.textContent = count === 1 ? "1 frame" : `${count} frames`;
    keepEndInSight(list, () => {
      list.append(...fresh.slice(-LISTED).map((frame) => makeRow(frame, protocol)));
      fresh = [];
      while (list.childElementCount > LISTED) list.firstElementChild?.remove();
    });
  }

  /** @param {Frame} frame */
  function take(frame) {
    if (frame.direction !== "note") count++;
    if (!paused) fresh.push(frame);
    if (fresh.length > LISTED) fresh.shift();
    if (!scheduled) schedule(draw);
    scheduled = true;
  }

  // The style sheet hides other scenarios' frames, so changing the filter can show them again.
  filter.addEventListener("change", () => {
    list.dataset.show = filter.value;
    list.scrollTop = list.scrollHeight;
  });
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
  });
  clear.addEventListener("click", () => {
    fresh = [];
    list.replaceChildren();
  });
  return { watch: (transport) => void transport.onWire(take) };
}

/**
 * @param {Frame} frame
 * @param {string} protocol
 */
function makeRow(frame, protocol) {
  const { scenario, direction, kind, raw } = frame;
  const isNote = direction === "note";
  const size = typeof raw === "string" ? utf8Length(raw) : raw.length;
  const details = make(
    "details",
    {},
    make(
      "summary",
      {},
      make("span", { class: "at" }, preciseTime(frame.at)),
      make(
        "span",
        { class: "arrow" },
        make("span", { "aria-hidden": "true" }, ARROWS[direction]),
        make("span", { class: "unseen" }, DIRECTIONS[direction]),
      ),
      make("span", { class: "scenario" }, scenario),
      make("span", { class: "size" }, isNote ? "" : sizeInWords(size)),
      make("span", { class: "raw" }, preview(raw)),
    ),
  );
  details.addEventListener(
    "toggle",
    () => {
      const lines = [
        `${kind}, ${DIRECTIONS[direction]}, ${size} bytes`,
        ...explain(frame, protocol),
      ];
      if (isNote) lines.splice(0, 1, "What happened to the connection; no frame of its own");
      details.append(make("ul", { class: "layers" }, ...lines.map((line) => make("li", {}, line))));
      details.scrollIntoView?.({ block: "nearest" });
    },
    { once: true },
  );
  return make(
    "li",
    {
      "data-scenario": scenario,
      "data-direction": direction,
      "data-kind": kind,
      "data-size": isNote ? 0 : size,
    },
    details,
  );
}

/** @param {string | Uint8Array} raw */
function preview(raw) {
  if (typeof raw === "string") {
    return raw.length > SHOWN_CHARACTERS ? `${raw.slice(0, SHOWN_CHARACTERS)}…` : raw;
  }
  return toHex(raw.subarray(0, SHOWN_BYTES)) + (raw.length > SHOWN_BYTES ? " …" : "");
}

const secondsAndLess = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** @param {number} at */
const preciseTime = (at) => secondsAndLess.format(at);

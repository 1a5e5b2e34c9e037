/** Draws round-trip times as a small live bar chart, with the same figures as text. */

import { find } from "./dom.js";
import { measureEcho, percentile } from "./latency.js";

/** @import { Transport } from "./transports/transport.js" */

/** The number of recent round trips that are drawn and summarised. */
const KEPT = 60;
/** Milliseconds between two measured echoes. */
const PAUSE = 100;
/** Bars are cut off at this many medians. Otherwise one outlier would flatten all others. */
const HIGHEST = 4;
/** The height of the drawing, and the width of a bar and its gap: see the viewBox in index.html. */
const HEIGHT = 40;
const STEP = 4;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} root
 * @param {() => Promise<Transport>} makeTransport creates a separate transport for the
 *   echoes, so that measurements do not mix with what the user sends
 */
export function startLatencyChart(root, makeTransport) {
  const chart = find(root, "svg", SVGSVGElement);
  const scale = find(root, ".scale", HTMLElement);
  const numbers = find(root, ".numbers", HTMLElement);
  const button = find(root, "button", HTMLButtonElement);
  /** @type {number[]} */
  let samples = [];
  /** @type {Transport | undefined} the transport being measured */
  let measured;

  /** @param {number} milliseconds */
  function add(milliseconds) {
    samples = [...samples, milliseconds].slice(-KEPT);
    const median = percentile(samples, 0.5);
    const [last, p50, p99] = [milliseconds, median, percentile(samples, 0.99)].map((value) =>
      value.toFixed(1),
    );
    Object.assign(root.dataset, { samples: samples.length, last, p50, p99 });
    numbers.textContent = `last ${last} · median ${p50} · 99th percentile ${p99} ms`;
    const count = samples.length === 1 ? "1 echo" : `the last ${samples.length} echoes`;
    chart.setAttribute(
      "aria-label",
      `Round-trip time of ${count}: last ${last}, median ${p50}, 99th percentile ${p99} milliseconds`,
    );
    const top = Math.min(Math.max(...samples), HIGHEST * median);
    scale.textContent = `${top.toFixed(1)} ms`;
    draw(chart, samples, top);
  }

  async function start() {
    const transport = await makeTransport();
    measured = transport;
    transport.connect();
    try {
      await measureEcho(transport, { samples: 0, warmup: 5 });
      while (measured === transport) {
        const { samples: times } = await measureEcho(transport, { samples: 1, warmup: 0 });
        times.forEach(add);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    } catch {
      if (measured === transport) stop();
      numbers.textContent = "The connection was lost.";
    }
  }

  function stop() {
    measured?.close();
    measured = undefined;
    button.setAttribute("aria-pressed", "false");
  }

  button.addEventListener("click", () => {
    if (measured) {
      stop();
    } else {
      button.setAttribute("aria-pressed", "true");
      start();
    }
  });
}

/**
 * @param {SVGSVGElement} chart
 * @param {number[]} samples
 * @param {number} top the value that fills the height
 */
function draw(chart, samples, top) {
  const bars = samples.map((value, i) => {
    const bar = document.createElementNS(SVG, "rect");
    const height = Math.min(1, value / top) * HEIGHT;
    const box = { x: i * STEP, y: HEIGHT - height, width: STEP - 1, height };
    for (const [name, number] of Object.entries(box)) bar.setAttribute(name, number.toFixed(1));
    return bar;
  });
  chart.replaceChildren(...bars);
}

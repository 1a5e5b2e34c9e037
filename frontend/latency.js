/** Measures round trips with the echo scenario, for the page's chart and the browser tests. */

import { disconnected, timedOut } from "./transports/transport.js";

/** @import { Transport } from "./transports/transport.js" */

/** An echo that takes longer counts as lost. */
const LOST_AFTER = 10_000;

/**
 * Send messages one at a time: each after the previous one has come back.
 *
 * @param {Transport} transport of the echo scenario, not in use by anything else
 * @param {object} [options]
 * @param {number} [options.samples]
 * @param {number} [options.warmup] round trips before the measurement, not counted
 * @param {string | Uint8Array<ArrayBuffer>} [options.payload]
 * @returns {Promise<{ samples: number[] }>} milliseconds per round trip
 */
export async function measureEcho(
  transport,
  { samples = 100, warmup = 10, payload = "round trip" } = {},
) {
  await untilOpen(transport);
  const times = [];
  for (let n = 0; n < warmup + samples; n++) times.push(await roundTrip(transport, payload));
  return { samples: times.slice(warmup) };
}

/** @param {Transport} transport */
async function untilOpen(transport) {
  if (transport.state === "open") return;
  await new Promise((resolve, reject) => {
    const stop = transport.onState(() => {
      if (transport.state !== "open" && transport.state !== "closed") return;
      stop();
      if (transport.state === "open") resolve(undefined);
      else reject(disconnected());
    });
  });
}

/**
 * @param {Transport} transport
 * @param {string | Uint8Array<ArrayBuffer>} payload
 * @returns {Promise<number>}
 */
function roundTrip(transport, payload) {
  return new Promise((resolve, reject) => {
    /** @param {() => void} conclude */
    const end = (conclude) => {
      clearTimeout(timer);
      stopMessages();
      stopState();
      conclude();
    };
    const stopMessages = transport.on("message", () => {
      const took = performance.now() - started;
      end(() => resolve(took));
    });
    const stopState = transport.onState(() => {
      if (transport.state !== "open") end(() => reject(disconnected()));
    });
    const timer = setTimeout(() => end(() => reject(timedOut())), LOST_AFTER);
    const started = performance.now();
    transport.send("message", payload);
  });
}

/**
 * Return a percentile (nearest rank).
 *
 * @param {number[]} samples at least one
 * @param {number} share from 0 to 1; 0.5 is the median
 */
export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

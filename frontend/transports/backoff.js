/**
 * How long to wait before the next attempt: the delay doubles each time and has random jitter.
 *
 * Without jitter, all pages would reconnect to a restarted server at the same instant.
 */

export const FIRST_DELAY = 300;
export const LONGEST_DELAY = 5_000;
/** A delay varies by up to this share of its nominal length. */
export const JITTER = 0.5;

/**
 * @param {number} attempt counted from 0
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function backoff(attempt, random) {
  const nominal = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt);
  return Math.round(nominal * (1 - JITTER + 2 * JITTER * random()));
}

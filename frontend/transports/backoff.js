/**
 * How long to wait before the next attempt: twice as long each time, and never the same for everybody.
 *
 * Without the jitter all pages that lost a restarted server would come back in the same instant.
 */

export const FIRST_DELAY = 300;
export const LONGEST_DELAY = 5_000;
/** A delay is drawn from its nominal length, less or more by up to this share. */
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

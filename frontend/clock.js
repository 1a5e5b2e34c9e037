/**
 * Time and randomness, passed to whatever needs them, so that tests can replace them and never wait.
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since the epoch
 * @property {() => number} random from 0 to 1
 * @property {(callback: () => void, delay: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => clearTimeout(timer),
};

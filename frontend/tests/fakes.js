/** Fake time, sockets and transports, so that no test waits or needs a server. */

import { Transport, TransportError } from "../transports/transport.js";

/** A clock that tests advance. */
export class FakeClock {
  time = 1_000_000;
  /** @type {Map<number, { at: number, callback: () => void }>} */
  timers = new Map();
  #lastTimer = 0;

  now = () => this.time;
  /** The middle value: no jitter. */
  random = () => 0.5;

  setTimeout = (/** @type {() => void} */ callback, /** @type {number} */ delay) => {
    this.timers.set(++this.#lastTimer, { at: this.time + delay, callback });
    return this.#lastTimer;
  };

  clearTimeout = (/** @type {number} */ timer) => void this.timers.delete(timer);

  /**
   * Let time pass, and everything that was promised before then be done.
   *
   * @param {number} milliseconds
   */
  async pass(milliseconds) {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const due = [...this.timers].filter(([, { at }]) => at <= end);
      const next = due.sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.timers.delete(next[0]);
      this.time = next[1].at;
      next[1].callback();
    }
    this.time = end;
  }
}

/** Resolves when all promises that can settle have settled. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A WebSocket for which the test plays the server. */
export class FakeWebSocket {
  /** @type {FakeWebSocket[]} */
  static made = [];

  /** @type {any[]} */
  sent = [];
  closed = false;
  onopen = () => {};
  onmessage = (/** @type {{ data: any }} */ _event) => {};
  onclose = (/** @type {{ code: number, reason: string }} */ _event) => {};

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    FakeWebSocket.made.push(this);
  }

  /** The current connection. */
  static get last() {
    const last = FakeWebSocket.made.at(-1);
    if (!last) throw new Error("no WebSocket has been made");
    return last;
  }

  /** @param {any} payload */
  send(payload) {
    this.sent.push(payload);
  }

  close() {
    this.closed = true;
  }

  /** The messages sent so far. */
  get messages() {
    return this.sent.map((payload) => JSON.parse(payload));
  }

  /** @param {object} message */
  receive(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  /** @param {number} [code] */
  lose(code = 1006) {
    this.onclose({ code, reason: "" });
  }
}

/** A transport for which the test plays the server; `requests` holds requests without an answer. */
export class FakeTransport extends Transport {
  /** @type {{ event: string, data: any }[]} */
  sent = [];
  /** @type {{ event: string, data: any, answer: (ack?: object) => void, fail: (code: string, message?: string) => void }[]} */
  requests = [];

  constructor(scenario = "chat") {
    super(scenario, () => 0);
  }

  /** @override */
  connect() {
    this._setState("open", "websocket", "");
  }

  /** @override */
  close() {
    this._setState("closed", "", "");
    this.#rejectAll();
  }

  /** Lose the connection. */
  lose() {
    this._setState("waiting", "", "lost");
    this.#rejectAll();
  }

  /**
   * @override
   * @param {string} event
   * @param {any} data
   */
  send(event, data) {
    if (this.state === "closed") throw new TransportError("disconnected", "closed");
    this.sent.push({ event, data });
  }

  /**
   * @override
   * @param {string} event
   * @param {any} data
   * @returns {Promise<any>}
   */
  request(event, data) {
    return new Promise((resolve, reject) => {
      this.requests.push({
        event,
        data,
        answer: (ack = {}) => resolve({ ok: true, ...ack }),
        fail: (code, message = code) => reject(new TransportError(code, message)),
      });
    });
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  receive(event, data) {
    this._deliver(event, data);
  }

  /**
   * @param {import("../transports/transport.js").Frame["direction"]} direction
   * @param {string} kind
   * @param {string | ArrayBuffer} raw
   */
  frame(direction, kind, raw) {
    this._wire(direction, kind, raw);
  }

  /** Return the oldest request that has not been returned yet. */
  take() {
    const request = this.requests.shift();
    if (!request) throw new Error("nothing was requested");
    return request;
  }

  #rejectAll() {
    for (const request of this.requests.splice(0)) request.fail("disconnected");
  }
}

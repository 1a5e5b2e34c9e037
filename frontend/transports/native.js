/**
 * The transport over the browser's WebSocket: a JSON envelope in text frames, acknowledgements by id.
 *
 * WebSocket has neither acknowledgements nor reconnection. This module adds both.
 */

import { systemClock } from "../clock.js";
import { backoff } from "./backoff.js";
import { ACK_TIMEOUT, accept, disconnected, Transport, timedOut } from "./transport.js";

/** @import { Clock } from "../clock.js" */
/** @import { Ack } from "./transport.js" */

/**
 * @typedef {object} Pending a message that waits for its acknowledgement
 * @property {(ack: Ack) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {any} timer
 *
 * @typedef {object} Waiting a frame that waits for the connection
 * @property {string | ArrayBuffer | ArrayBufferView<ArrayBuffer>} payload
 * @property {number} [id]
 */

export class NativeTransport extends Transport {
  #url;
  #envelope;
  #WebSocket;
  #clock;
  #network;

  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Waiting[]} */
  #queue = [];
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #lastId = 0;
  #attempt = 0;
  /** @type {any} */
  #retry;

  /**
   * @param {object} options
   * @param {string} options.scenario
   * @param {string} options.url
   * @param {boolean} options.envelope false sends and receives bare frames (the echo scenario)
   * @param {typeof globalThis.WebSocket} [options.WebSocket]
   * @param {Clock} [options.clock]
   * @param {EventTarget} [options.network] emits `offline`; usually the window
   */
  constructor({
    scenario,
    url,
    envelope,
    WebSocket = globalThis.WebSocket,
    clock = systemClock,
    network,
  }) {
    super(scenario, clock.now);
    this.#url = url;
    this.#envelope = envelope;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#network = network;
  }

  /** @override */
  connect() {
    if (this.#socket) return;
    this.#network?.addEventListener("offline", this.#offline);
    this.#attempt = 0;
    this.#open();
  }

  /** @override */
  close() {
    if (this.state === "closed") return;
    this.#network?.removeEventListener("offline", this.#offline);
    this.#detach()?.close(1000);
    this.#clock.clearTimeout(this.#retry);
    this.#queue = [];
    this.#rejectPending(() => true);
    this._wire("note", "note", "closed by this page");
    this._setState("closed", "", "");
  }

  /**
   * @override
   * @param {string} event
   * @param {any} data
   */
  send(event, data) {
    if (this.state === "closed") throw disconnected();
    this.#post({ payload: this.#envelope ? JSON.stringify({ event, data }) : data });
  }

  /**
   * @override
   * @param {string} event
   * @param {any} data
   * @param {{ timeout?: number }} [options]
   * @returns {Promise<Ack>}
   */
  request(event, data, { timeout = ACK_TIMEOUT } = {}) {
    if (this.state === "closed") return Promise.reject(disconnected());
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const timer = this.#clock.setTimeout(() => {
        this.#queue = this.#queue.filter((waiting) => waiting.id !== id);
        this.#take(id)?.reject(timedOut());
      }, timeout);
      this.#pending.set(id, { resolve, reject, timer });
      this.#post({ payload: JSON.stringify({ event, data, id }), id });
    });
  }

  /** @param {Waiting} waiting */
  #post(waiting) {
    if (this.state === "open" && this.#socket) {
      this._wire("out", kindOf(waiting.payload), waiting.payload);
      this.#socket.send(waiting.payload);
    } else {
      this.#queue.push(waiting);
    }
  }

  #open() {
    this.#clock.clearTimeout(this.#retry);
    this._setState("connecting", "", "");
    const socket = new this.#WebSocket(this.#url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#attempt = 0;
      this._wire("note", "note", `open: ${this.#url}`);
      // Listeners send first: the chat rejoins its rooms before queued messages go out.
      this._setState("open", "websocket", "");
      for (const waiting of this.#queue.splice(0)) this.#post(waiting);
    };
    socket.onmessage = (message) => this.#receive(message.data);
    socket.onclose = (event) => this.#lost(describeClose(event));
    this.#socket = socket;
  }

  /** @param {string | ArrayBuffer} payload */
  #receive(payload) {
    this._wire("in", kindOf(payload), payload);
    if (!this.#envelope) {
      this._deliver("message", payload);
      return;
    }
    const { event, data, id } = JSON.parse(String(payload));
    if (event !== "ack") {
      this._deliver(event, data);
      return;
    }
    const pending = this.#take(id);
    try {
      pending?.resolve(accept(data));
    } catch (error) {
      pending?.reject(error);
    }
  }

  /** @param {string} why */
  #lost(why) {
    this.#detach();
    // Queued messages were never sent, so they go out on the next connection.
    const queued = new Set(this.#queue.map((waiting) => waiting.id));
    this.#rejectPending((id) => !queued.has(id));
    const delay = backoff(this.#attempt++, this.#clock.random);
    this.#retry = this.#clock.setTimeout(() => this.#open(), delay);
    this._wire("note", "note", why);
    this._setState("waiting", "", `${why}; next attempt in ${(delay / 1000).toFixed(1)} s`);
  }

  // The browser reports a lost network at once, but a dead socket only after minutes.
  #offline = () => {
    const socket = this.#detach();
    if (!socket) return;
    socket.close();
    this.#lost("the browser is offline");
  };

  /** Forget the socket and ignore its remaining events. */
  #detach() {
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = null;
    return socket;
  }

  /** @param {number} id */
  #take(id) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    this.#clock.clearTimeout(pending?.timer);
    return pending;
  }

  /** @param {(id: number) => boolean} which */
  #rejectPending(which) {
    for (const id of [...this.#pending.keys()].filter(which))
      this.#take(id)?.reject(disconnected());
  }
}

/** @param {unknown} payload */
const kindOf = (payload) => (typeof payload === "string" ? "text" : "binary");

/** @param {{ code: number, reason: string }} event */
function describeClose({ code, reason }) {
  // 1006 is never sent: browsers report it when a connection ends without a Close frame.
  const what =
    code === 1006 ? "connection lost or rejected (1006)" : `closed by the server (${code})`;
  return reason ? `${what}: ${reason}` : what;
}

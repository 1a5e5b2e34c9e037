/**
 * The transport over Socket.IO: a scenario is a namespace; the library does acknowledgements and reconnection.
 *
 * The wire inspector gets the Engine.IO packets, because a Socket.IO connection is more than a WebSocket.
 */

import { systemClock } from "../clock.js";
import { backoff, FIRST_DELAY, JITTER, LONGEST_DELAY } from "./backoff.js";
import { ACK_TIMEOUT, accept, disconnected, Transport, timedOut } from "./transport.js";

/** @import { Clock } from "../clock.js" */
/** @import { Ack, Via } from "./transport.js" */

/** The digit of each packet type on the wire. */
const ENGINE_PACKETS = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];

export class SocketIOTransport extends Transport {
  #socket;
  #clock;
  #path;
  /** Rejects the pending requests; called when the page closes the connection. */
  #pending = /** @type {Set<(reason: unknown) => void>} */ (new Set());
  #attempt = 0;
  /** @type {any} */
  #retry;
  /** @type {unknown} */
  #engine;

  /**
   * @param {object} options
   * @param {string} options.scenario
   * @param {string} options.origin `http://host:port`
   * @param {typeof import("socket.io-client").io} options.io
   * @param {"" | "polling" | "websocket"} [options.hold] empty: start with polling, then upgrade
   * @param {Clock} [options.clock]
   */
  constructor({ scenario, origin, io, hold = "", clock = systemClock }) {
    super(scenario, clock.now);
    this.#clock = clock;
    this.#path = "/socket.io/";
    this.#socket = io(`${origin}/${scenario}`, {
      path: this.#path,
      transports: hold ? [hold] : ["polling", "websocket"],
      autoConnect: false,
      forceNew: true, // one connection per scenario, so that each can be looked at on its own
      reconnectionDelay: FIRST_DELAY,
      reconnectionDelayMax: LONGEST_DELAY,
      randomizationFactor: JITTER,
    });
    this.#listen();
  }

  /** @override */
  connect() {
    if (this.state !== "closed") return;
    this.#attempt = 0;
    this.#open();
  }

  /** @override */
  close() {
    if (this.state === "closed") return;
    this.#clock.clearTimeout(this.#retry);
    // Set the state first: the library's "disconnect" event, which follows, then changes nothing.
    this._setState("closed", "", "");
    this.#socket.disconnect();
    this.#socket.sendBuffer.length = 0;
    for (const reject of [...this.#pending]) reject(disconnected());
    this._wire("note", "note", "closed by this page");
  }

  /**
   * @override
   * @param {string} event
   * @param {any} data
   */
  send(event, data) {
    if (this.state === "closed") throw disconnected();
    this.#socket.emit(event, data);
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
      this.#pending.add(reject);
      this.#socket
        .timeout(timeout)
        .emit(event, data, (/** @type {any} */ error, /** @type {any} */ ack) => {
          this.#pending.delete(reject);
          try {
            // The library has two errors here, which differ only in their text.
            if (error) throw /timed out/.test(error.message) ? timedOut() : disconnected();
            resolve(accept(ack));
          } catch (error) {
            reject(error);
          }
        });
    });
  }

  #open() {
    this._setState("connecting", "", "");
    this.#socket.connect();
    this.#watchEngine();
  }

  #listen() {
    const socket = this.#socket;
    const manager = socket.io;
    socket.onAny((event, data) => this._deliver(event, data));
    socket.on("connect", () => {
      this.#attempt = 0;
      this._setState("open", this.#currentVia(), "");
    });
    socket.on("disconnect", (reason) => this.#lost(reason));
    socket.on("connect_error", (error) => this.#lost(error.message));
    manager.on("reconnect_attempt", () => {
      this._setState("connecting", "", "");
      // The library creates this attempt's engine right after this event.
      queueMicrotask(() => this.#watchEngine());
    });
  }

  /** @param {string} why */
  #lost(why) {
    if (this.state === "closed") return;
    this._wire("note", "note", why);
    this._setState("waiting", "", `${why}; tries again`);
    // The library reconnects by itself unless the server disconnected or rejected the namespace.
    if (this.#socket.active) return;
    this.#retry = this.#clock.setTimeout(
      () => this.#open(),
      backoff(this.#attempt++, this.#clock.random),
    );
  }

  /** Pass every Engine.IO packet on. Each connection has its own engine. */
  #watchEngine() {
    const engine = this.#socket.io.engine;
    if (engine === this.#engine) return;
    this.#engine = engine;
    engine.on("packet", (packet) => this.#packet("in", packet));
    engine.on("packetCreate", (packet) => this.#packet("out", packet));
    // These events do not include the upgrade's own packets, whose content is fixed.
    engine.on("upgrading", () => {
      this._wire("out", "ping", "2probe");
      this._wire("in", "pong", "3probe");
    });
    engine.on("upgrade", (transport) => {
      this._wire("out", "upgrade", "5");
      this._wire("note", "note", `upgraded to ${transport.name}`);
      if (this.state === "open") this._setState("open", this.#currentVia(), "");
    });
  }

  /**
   * @param {"in" | "out"} direction
   * @param {{ type: string, data?: any }} packet
   */
  #packet(direction, { type, data = "" }) {
    if (typeof data === "string") this._wire(direction, type, ENGINE_PACKETS.indexOf(type) + data);
    else this._wire(direction, "binary", data);
  }

  /** @returns {Via} */
  #currentVia() {
    return this.#socket.io.engine.transport.name === "websocket" ? "websocket" : "polling";
  }

  /**
   * Tell the server that the page is closing. The end of a WebSocket tells it anyway. A polling client would stay in
   * its rooms until the server misses its heartbeat.
   *
   * @param {(url: string, body: string) => void} beacon
   */
  closeWithBeacon(beacon) {
    const engine = this.#socket.io.engine;
    if (this.via !== "polling" || !engine?.id) return;
    beacon(`${this.#path}?EIO=4&transport=polling&sid=${encodeURIComponent(engine.id)}`, "1");
  }
}

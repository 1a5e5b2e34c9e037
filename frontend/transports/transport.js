/**
 * What a transport is: one scenario's connection, the same to the rest of the page whatever carries it.
 *
 * `native.js` and `socketio.js` extend the class; everything else only uses its public methods.
 *
 * @typedef {"connecting" | "open" | "waiting" | "closed"} State
 *   `waiting`: lost, tries again by itself. `closed`: told to close, or not yet told to connect.
 * @typedef {"websocket" | "polling" | ""} Via what carries the messages now; empty when not connected
 * @typedef {{ ok: true, [field: string]: any }} Ack
 * @typedef {object} Frame one thing that passed, as the wire inspector shows it
 * @property {string} scenario
 * @property {"in" | "out" | "note"} direction `note`: no message, but what happened to the connection
 * @property {string} kind `text`, `binary`, `note`, or the name of an Engine.IO packet
 * @property {number} at milliseconds since the epoch
 * @property {string | Uint8Array} raw what passed, as it was
 */

/** How long an acknowledgement may take, the wait for a connection included. */
export const ACK_TIMEOUT = 10_000;

/** A refusal (`code` is the contract's), or `timeout`, or `disconnected`. */
export class TransportError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "TransportError";
    this.code = code;
  }
}

export const timedOut = () => new TransportError("timeout", "no answer in time");
export const disconnected = () => new TransportError("disconnected", "the connection was lost");

/**
 * Give an acknowledgement back, or throw the refusal that it holds.
 *
 * @param {any} ack
 * @returns {Ack}
 */
export function accept(ack) {
  if (ack?.ok === true) return ack;
  const { code = "bad_message", message = "no reason given" } = ack?.error ?? {};
  throw new TransportError(code, message);
}

/** @abstract */
export class Transport {
  /** @type {State} */
  state = "closed";
  /** @type {Via} */
  via = "";
  /** Why the state is as it is, in words. */
  detail = "";

  /** @type {Map<string, Set<(data: any) => void>>} */
  #handlers = new Map();
  /** @type {Set<() => void>} */
  #stateListeners = new Set();
  /** @type {Set<(frame: Frame) => void>} */
  #wireListeners = new Set();

  /**
   * @param {string} scenario
   * @param {() => number} now
   */
  constructor(scenario, now) {
    this.scenario = scenario;
    this._now = now;
  }

  /** Connect, and keep connected until `close`. */
  connect() {}

  /** Close for good. Whatever still waits for an answer is rejected. */
  close() {}

  /**
   * Send without asking for an answer. What is sent before the connection is open waits for it; when the
   * connection is closed, this throws a TransportError.
   *
   * @param {string} _event
   * @param {any} _data
   */
  send(_event, _data) {}

  /**
   * Send, and wait for the acknowledgement.
   *
   * @param {string} _event
   * @param {any} _data
   * @param {{ timeout?: number }} [_options]
   * @returns {Promise<Ack>} rejects with a TransportError
   */
  request(_event, _data, _options) {
    return Promise.reject(disconnected());
  }

  /**
   * Be told of a server's event. The handler stays through reconnections, and is never there twice.
   *
   * @param {string} event
   * @param {(data: any) => void} handler
   * @returns {() => void} stops it
   */
  on(event, handler) {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  /**
   * Be told when `state`, `via` or `detail` change.
   *
   * @param {() => void} listener
   * @returns {() => void} stops it
   */
  onState(listener) {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /**
   * Be told of every frame that passes.
   *
   * @param {(frame: Frame) => void} listener
   * @returns {() => void} stops it
   */
  onWire(listener) {
    this.#wireListeners.add(listener);
    return () => this.#wireListeners.delete(listener);
  }

  /**
   * @protected
   * @param {State} state
   * @param {Via} via
   * @param {string} detail
   */
  _setState(state, via, detail) {
    Object.assign(this, { state, via, detail });
    for (const listener of [...this.#stateListeners]) listener();
  }

  /**
   * @protected
   * @param {string} event
   * @param {any} data
   */
  _deliver(event, data) {
    for (const handler of [...(this.#handlers.get(event) ?? [])]) handler(data);
  }

  /**
   * @protected
   * @param {Frame["direction"]} direction
   * @param {string} kind
   * @param {string | ArrayBuffer | ArrayBufferView} raw
   */
  _wire(direction, kind, raw) {
    if (this.#wireListeners.size === 0) return;
    const frame = {
      scenario: this.scenario,
      direction,
      kind,
      at: this._now(),
      raw: typeof raw === "string" ? raw : toBytes(raw),
    };
    for (const listener of [...this.#wireListeners]) listener(frame);
  }
}

/** @param {ArrayBuffer | ArrayBufferView} data */
function toBytes(data) {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

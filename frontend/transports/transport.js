/**
 * A transport is one scenario's connection, with the same interface for both protocols.
 *
 * `native.js` and `socketio.js` extend the class; everything else uses only its public methods.
 *
 * @typedef {"connecting" | "open" | "waiting" | "closed"} State
 *   `waiting`: lost, will reconnect by itself. `closed`: closed by the user, or not yet connected.
 * @typedef {"websocket" | "polling" | ""} Via the transport in use; empty when not connected
 * @typedef {{ ok: true, [field: string]: any }} Ack
 * @typedef {object} Frame one entry of the wire inspector
 * @property {string} scenario
 * @property {"in" | "out" | "note"} direction `note` is an event of the connection, not a message
 * @property {string} kind `text`, `binary`, `note`, or the name of an Engine.IO packet
 * @property {number} at milliseconds since the epoch
 * @property {string | Uint8Array} raw the content as it was on the wire
 */

/** How long an acknowledgement may take, including the wait for a connection. */
export const ACK_TIMEOUT = 10_000;

/** A failed request: `code` is the contract's error code, `timeout` or `disconnected`. */
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
 * Return a successful acknowledgement, or throw its error.
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
  /** The reason for the state, as text. */
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

  /** Connect, and reconnect until `close`. */
  connect() {}

  /** Close permanently, and reject pending requests. */
  close() {}

  /**
   * Send without an acknowledgement. Before the connection is open, messages wait in a queue. If the connection is
   * closed, this throws a TransportError.
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
   * Listen to a server's event. The handler survives reconnections and is never registered twice.
   *
   * @param {string} event
   * @param {(data: any) => void} handler
   * @returns {() => void} stops listening
   */
  on(event, handler) {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  /**
   * Listen to changes of `state`, `via` and `detail`.
   *
   * @param {() => void} listener
   * @returns {() => void} stops listening
   */
  onState(listener) {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /**
   * Listen to every frame sent or received.
   *
   * @param {(frame: Frame) => void} listener
   * @returns {() => void} stops listening
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

/**
 * What a pitfall's script uses: connections that record all their events.
 *
 * They are the browser's own WebSockets and socket.io-client's own sockets. The timeline shows the
 * events that the handlers of a page get.
 */

// Not a static import: TypeScript would check the minified library.
const library = new URL("../vendor/socket.io.esm.min.js", import.meta.url).href;
/** @type {typeof import("socket.io-client")} */
const { io } = await import(library);

/** @typedef {"open" | "sent" | "message" | "close" | "error" | "note" | "done" | "failed"} Kind */
/** @typedef {{ at: number, kind: Kind, text: string, source: string }} ClientEvent */
/** @typedef {(kind: Kind, text: string, source?: string) => void} RecordEvent */
/** @typedef {string | ArrayBuffer | Blob | ArrayBufferView} Data */

/**
 * A change of the network, for connections whose path contains the text; "" means all.
 *
 * - `freeze`: their bytes stop, and neither end notices; `thaw`: they go on
 * - `cut`: they end, without a closing handshake
 * - `idle`: connections that open from now on end when the server sends nothing for this many seconds
 * - `strips_upgrade`: act as a proxy that does not support WebSockets
 *
 * @typedef {{ freeze?: string, thaw?: string, cut?: string, idle?: number, strips_upgrade?: boolean }} NetworkChange
 */

/** A WebSocket of the page, and the messages that it has received. */
export class Connection {
  /** @type {Data[]} */
  #messages = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {WebSocket} socket
   * @param {RecordEvent} record
   */
  constructor(socket, record) {
    this.socket = socket;
    this.record = record;
    socket.addEventListener("open", () => record("open", "connected"));
    socket.addEventListener("error", () => record("error", "error event"));
    socket.addEventListener("close", ({ code, reason }) =>
      record("close", `close ${code} ${reason}`.trimEnd()),
    );
    socket.addEventListener("message", ({ data }) => {
      record("message", show(data));
      this.#messages.push(data);
      this.#waiting.shift()?.();
    });
    // Added after the recorders, so that what a script does next is recorded next.
    /** Resolves when the connection is open; never, if it never opens. */
    this.opened = new Promise((resolve) => socket.addEventListener("open", resolve));
    /** @type {Promise<CloseEvent>} */
    this.closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  }

  /**
   * Send, and then record it: a `send` that throws is not recorded.
   *
   * @param {string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>} data
   */
  send(data) {
    this.socket.send(data);
    this.record("sent", show(data));
  }

  /** Wait for the next message, and return it. */
  async next() {
    if (!this.#messages.length) await new Promise((done) => this.#waiting.push(() => done(0)));
    return /** @type {Data} */ (this.#messages.shift());
  }
}

/** What a script gets: it connects, makes requests, changes the network and records. */
export class Recorder {
  /**
   * @param {string} server the server's origin: scheme, host and port
   * @param {RecordEvent} record
   */
  constructor(server, record) {
    this.server = server;
    this.record = record;
  }

  /** @param {string} name @returns {RecordEvent} */
  #recordAs(name) {
    const prefix = name ? `${name}: ` : "";
    return (kind, text) => this.record(kind, prefix + text, name);
  }

  /** Add a remark to the timeline. @param {string} text */
  note(text) {
    this.record("note", text);
  }

  /**
   * Make a WebSocket. `name` tells several connections apart in the timeline.
   *
   * @param {string} path
   * @param {string} [name]
   * @param {string[]} [protocols]
   */
  webSocket(path, name = "", protocols = []) {
    const url = new URL(path, this.server.replace("http", "ws"));
    return new Connection(new WebSocket(url, protocols), this.#recordAs(name));
  }

  /**
   * Make a WebSocket, and wait until it is open.
   *
   * @param {string} path
   * @param {string} [name]
   */
  async open(path, name = "") {
    const connection = this.webSocket(path, name);
    await connection.opened;
    return connection;
  }

  /**
   * Make a Socket.IO connection, over WebSocket only unless the options say otherwise.
   *
   * @param {string} [name]
   * @param {Record<string, unknown>} [options] of socket.io-client, and `namespace`
   */
  io(name = "", { namespace = "/", ...options } = {}) {
    const socket = io(this.server + namespace, {
      forceNew: true,
      transports: ["websocket"],
      ...options,
    });
    const record = this.#recordAs(name);
    socket.on("connect", () => record("open", "connect"));
    socket.on("connect_error", (error) => record("error", `connect_error ${error.message}`));
    socket.on("disconnect", (reason) => record("close", `disconnect ${reason}`));
    socket.onAny((event, ...values) =>
      record("message", `${event} ${values.map(show).join(", ")}`.trimEnd()),
    );
    socket.onAnyOutgoing((event, ...values) =>
      record("sent", `${event} ${values.map(show).join(", ")}`.trimEnd()),
    );
    return socket;
  }

  /**
   * Wait for an event of a socket, and return its first value.
   *
   * @param {import("socket.io-client").Socket} socket
   * @param {string} event
   */
  once(socket, event) {
    return new Promise((resolve) => socket.once(event, resolve));
  }

  /**
   * Wait until a client that starts with polling has upgraded to WebSocket, or has failed to.
   *
   * Without this wait a page could close during the upgrade, and the server would log an error. Call
   * it right after `io`, or the upgrade may be over already.
   *
   * @param {import("socket.io-client").Socket} socket
   */
  upgraded(socket) {
    return new Promise((resolve) => {
      socket.io.engine.once("upgrade", resolve);
      socket.io.engine.once("upgradeError", resolve);
    });
  }

  /**
   * Make an HTTP request to the server, with the page's cookies, and record the response.
   *
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async fetch(path, options = {}) {
    const response = await fetch(new URL(path, this.server), {
      credentials: "include",
      ...options,
    });
    const text = (await response.clone().text()).trimEnd();
    this.record("note", `${options.method ?? "GET"} ${path}: ${response.status} ${text}`);
    return response;
  }

  /**
   * Change the network between the page and the server.
   *
   * @param {NetworkChange} change
   */
  async network(change) {
    await fetch("/pitfall/network", { method: "POST", body: JSON.stringify(change) });
  }

  /** Wait: for scripts that need time to pass. Tests never use it to wait for something. @param {number} ms */
  pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** @typedef {(recorder: Recorder) => Promise<void>} Script */

/** @param {unknown} value */
export function show(value) {
  if (typeof value === "string") return value.length > 300 ? `${value.length} characters` : value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (value instanceof Blob) return `Blob of ${value.size} bytes`;
  if (typeof value === "function") return "(asks for an acknowledgement)";
  return JSON.stringify(value) ?? "nothing";
}

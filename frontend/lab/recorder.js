/**
 * What a pitfall's page script gets to play with: connections whose every event is recorded.
 *
 * Each is the browser's own WebSocket or socket.io-client's own socket, and behaves as such: what is
 * recorded here is what a page's handlers see.
 */

// Not a static import, which would have the minified library's types checked.
const library = new URL("../vendor/socket.io.esm.min.js", import.meta.url).href;
/** @type {typeof import("socket.io-client")} */
const { io } = await import(library);

/** @typedef {"open" | "sent" | "message" | "close" | "error" | "note" | "done" | "failed"} Kind */
/** @typedef {{ at: number, kind: Kind, text: string }} ClientEvent */
/** @typedef {(kind: Kind, text: string) => void} RecordEvent */
/** @typedef {string | ArrayBuffer | Blob | ArrayBufferView} Data */

/**
 * What the network does to connections whose path has this in it; "" is every connection.
 *
 * - `freeze`: their bytes stop, and nobody is told; `thaw`: they go on
 * - `cut`: they are gone
 * - `idle`: who opens from now on is cut when the server says nothing for so many seconds
 * - `strips_upgrade`: WebSockets are not known here
 *
 * @typedef {{ freeze?: string, thaw?: string, cut?: string, idle?: number, strips_upgrade?: boolean }} NetworkChange
 */

/** A page's own WebSocket, and what has come over it. */
export class Connection {
  /** @type {Data[]} */
  #messages = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {WebSocket} socket
   * @param {RecordEvent} record
   * @param {string} name
   */
  constructor(socket, record, name) {
    this.socket = socket;
    this.record = record;
    this.name = name ? `${name}: ` : "";
    socket.addEventListener("open", () => record("open", `${this.name}connected`));
    socket.addEventListener("error", () => record("error", `${this.name}error event`));
    socket.addEventListener("close", ({ code, reason }) =>
      record("close", `${this.name}close ${code} ${reason}`.trimEnd()),
    );
    socket.addEventListener("message", ({ data }) => {
      record("message", this.name + show(data));
      this.#messages.push(data);
      this.#waiting.shift()?.();
    });
    // After the recorders, so that what a play does next is recorded next.
    /** Resolves when it is open; a connection that never is never does. */
    this.opened = new Promise((resolve) => socket.addEventListener("open", resolve));
    /** @type {Promise<CloseEvent>} */
    this.closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  }

  /**
   * Send, and record it once the browser has taken it.
   *
   * @param {string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>} data
   */
  send(data) {
    this.socket.send(data);
    this.record("sent", this.name + show(data));
  }

  /** Return the next message; wait until there is one. */
  async next() {
    if (!this.#messages.length) await new Promise((done) => this.#waiting.push(() => done(0)));
    return /** @type {Data} */ (this.#messages.shift());
  }
}

/** Everything that a play has at hand. */
export class Recorder {
  /**
   * @param {string} server the server's origin: scheme, host and port
   * @param {RecordEvent} record
   */
  constructor(server, record) {
    this.server = server;
    this.record = record;
  }

  /** Record what the reader should know. @param {string} text */
  note(text) {
    this.record("note", text);
  }

  /**
   * Make a WebSocket; `name` tells several from each other.
   *
   * @param {string} path
   * @param {string} [name]
   * @param {string[]} [protocols]
   */
  webSocket(path, name = "", protocols = []) {
    const url = new URL(path, this.server.replace("http", "ws"));
    return new Connection(new WebSocket(url, protocols), this.record, name);
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
   * Make a Socket.IO connection of its own; WebSocket only, unless the options say otherwise.
   *
   * @param {string} [name]
   * @param {Record<string, unknown>} [options] of socket.io-client; `namespace` beside them
   */
  io(name = "", { namespace = "/", ...options } = {}) {
    const socket = io(this.server + namespace, {
      forceNew: true,
      transports: ["websocket"],
      ...options,
    });
    const who = name ? `${name}: ` : "";
    socket.on("connect", () => this.record("open", `${who}connect`));
    socket.on("connect_error", (error) =>
      this.record("error", `${who}connect_error ${error.message}`),
    );
    socket.on("disconnect", (reason) => this.record("close", `${who}disconnect ${reason}`));
    socket.onAny((event, ...values) =>
      this.record("message", `${who}${event} ${values.map(show).join(", ")}`.trimEnd()),
    );
    socket.onAnyOutgoing((event, ...values) =>
      this.record("sent", `${who}${event} ${values.map(show).join(", ")}`.trimEnd()),
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
   * Wait until a client that begins by polling has its WebSocket, or has failed to get one.
   *
   * One that leaves in between leaves an error in the server's log. To be called at once, as the
   * upgrade waits for nobody.
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
   * Make an HTTP request to the server, with the page's cookies.
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

  /** Wait so many milliseconds: what a play does, never what a test waits for. @param {number} ms */
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

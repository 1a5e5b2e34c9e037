/** Detect a dead connection with a heartbeat: text messages over a WebSocket, then reconnect.
 *
 *     const socket = new HeartbeatSocket("wss://example.org/ws");
 *     socket.onmessage = (data) => console.log(data);
 *
 * If the server vanishes, no event tells the page, and pages cannot send or see WebSocket pings. So
 * when nothing has arrived for a while, the page sends the text "ping", and the server answers
 * "pong". If nothing arrives after that either, the page opens a new connection.
 */
export class HeartbeatSocket {
  onmessage = (/** @type {any} */ _data) => {};

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #socket;
  #url;

  /** @param {string} url */
  constructor(url) {
    this.#url = url;
    this.#socket = this.#connect();
  }

  /** @param {string | Blob | BufferSource} data */
  send(data) {
    this.#socket.send(data);
  }

  #connect() {
    const socket = new WebSocket(this.#url);
    socket.onopen = () => this.#received();
    socket.onmessage = ({ data }) => {
      this.#received();
      if (data !== "pong") this.onmessage(data);
    };
    socket.onclose = () => this.#after(1_000 + 1_000 * Math.random(), () => this.#reconnect());
    this.#after(10_000, () => this.#reconnect()); // an attempt may hang too
    return socket;
  }

  #received() {
    this.#after(20_000, () => {
      this.#socket.send("ping");
      this.#after(10_000, () => this.#reconnect());
    });
  }

  #reconnect() {
    // close() may wait minutes for the server's answer, so stop listening to this WebSocket.
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = this.#connect();
  }

  #after(/** @type {number} */ delay, /** @type {() => void} */ action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay);
  }
}

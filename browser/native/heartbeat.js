/** Notice a dead WebSocket connection with a heartbeat, and reconnect.
 *
 *     const socket = new HeartbeatSocket("wss://example.org/ws");
 *     socket.onmessage = (data) => console.log(data);
 *
 * A peer that vanished closes nothing: no event tells the page. Nor can a page send or see the pings
 * of the protocol. So it sends the text "ping" when it has heard nothing for a while, the server
 * answers "pong", and a connection on which nothing was heard even then is given up.
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
    socket.onopen = () => this.#heard();
    socket.onmessage = ({ data }) => {
      this.#heard();
      if (data !== "pong") this.onmessage(data);
    };
    socket.onclose = () => this.#after(1_000 + 1_000 * Math.random(), () => this.#reconnect());
    this.#after(10_000, () => this.#reconnect()); // an attempt may hang, too
    return socket;
  }

  #heard() {
    this.#after(20_000, () => {
      this.#socket.send("ping");
      this.#after(10_000, () => this.#reconnect());
    });
  }

  #reconnect() {
    // close() waits for the peer's answer, maybe for minutes: nobody listens to this one any more.
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = this.#connect();
  }

  #after(/** @type {number} */ delay, /** @type {() => void} */ action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay);
  }
}

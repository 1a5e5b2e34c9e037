/** Reconnect a WebSocket: exponential backoff with jitter, and a send queue until it is open.
 *
 *     const socket = new ReconnectingSocket("wss://example.org/ws");
 *     socket.onmessage = (data) => console.log(data);
 *     socket.onwait = (delay) => console.log(`next attempt in ${Math.round(delay)} ms`);
 *     socket.send("hello"); // waits until the connection is open, when a WebSocket would throw
 *
 * Each attempt needs a new WebSocket. Your handlers belong to this class, so none is added twice.
 * Messages sent just before the connection broke may be lost: only an answer can tell.
 */
export class ReconnectingSocket {
  onmessage = (/** @type {any} */ _data) => {};
  onwait = (/** @type {number} */ _delay) => {};
  #attempt = 0;
  /** @type {(string | Blob | BufferSource)[]} */
  #queue = [];
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
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(data);
    else this.#queue.push(data);
  }

  close() {
    clearTimeout(this.#timer);
    this.#socket.onclose = null;
    this.#socket.close();
  }

  #connect() {
    const socket = new WebSocket(this.#url);
    socket.onopen = () => {
      this.#attempt = 0;
      for (const data of this.#queue.splice(0)) socket.send(data);
    };
    socket.onmessage = ({ data }) => this.onmessage(data);
    socket.onclose = () => this.#retry();
    return socket;
  }

  #retry() {
    const longest = Math.min(30_000, 500 * 2 ** this.#attempt++);
    // Without jitter, all pages that lost the server would reconnect at the same moment.
    const delay = longest * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => {
      this.#socket = this.#connect();
    }, delay);
    this.onwait(delay);
  }
}

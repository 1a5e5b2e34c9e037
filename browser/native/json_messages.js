/** Send and receive JSON messages: a handler for each type of message, over a WebSocket.
 *
 *     const socket = new JsonSocket("wss://example.org/ws");
 *     socket.on("price", ({ symbol, value }) => console.log(symbol, value));
 *     await socket.opened;
 *     socket.send("subscribe", { symbol: "ABC" });
 *
 * On the wire: {"type": "price", "data": {"symbol": "ABC", "value": 7}}. A type without a handler
 * is ignored, so that a server can add types. JSON cannot carry Dates, Maps or bytes.
 */
export class JsonSocket {
  /** @type {Map<string, (data: any) => void>} */
  #handlers = new Map();
  #socket;

  /** @param {string} url */
  constructor(url) {
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = (event) => {
      const { type, data } = JSON.parse(event.data);
      this.#handlers.get(type)?.(data);
    };
    /** Resolves when the connection is open. */
    this.opened = new Promise((resolve, reject) => {
      this.#socket.onopen = resolve;
      this.#socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
    });
  }

  /**
   * @param {string} type
   * @param {(data: any) => void} handler replaces the one that this type had
   */
  on(type, handler) {
    this.#handlers.set(type, handler);
  }

  /**
   * @param {string} type
   * @param {any} data
   */
  send(type, data) {
    this.#socket.send(JSON.stringify({ type, data }));
  }
}

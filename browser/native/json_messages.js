/** Send and receive JSON messages over a WebSocket, with a handler for each type of message.
 *
 *     const socket = new JsonSocket("wss://example.org/ws");
 *     socket.on("price", ({ symbol, value }) => console.log(symbol, value));
 *     await socket.opened;
 *     socket.send("subscribe", { symbol: "ABC" });
 *
 * On the wire: {"type": "price", "data": {"symbol": "ABC", "value": 7}}. A type without a handler is
 * no error, so that a server can have new ones. Dates, Maps and bytes do not survive JSON.
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
    /** Fulfilled as soon as messages can be sent. */
    this.opened = new Promise((resolve, reject) => {
      this.#socket.onopen = resolve;
      this.#socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
    });
  }

  /**
   * @param {string} type
   * @param {(data: any) => void} handler the one for this type: it takes another's place
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

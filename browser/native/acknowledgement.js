/** Acknowledge WebSocket messages: each gets an id and a promise, with a timeout.
 *
 *     const requests = new Requests(socket); // an open WebSocket
 *     const sum = await requests.send({ add: [1, 2] });
 *
 * On the wire: {"id": 1, "data": {"add": [1, 2]}}, and in any order {"ack": 1, "data": 3}. After
 * a timeout or a lost connection, the server may have handled the message all the same: send it
 * again only if that does no harm.
 */
export class Requests {
  /** @type {Map<number, { resolve: (data: any) => void, reject: (reason: Error) => void }>} */
  #pending = new Map();
  #lastId = 0;
  #socket;

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      const { ack, data } = JSON.parse(event.data);
      this.#pending.get(ack)?.resolve(data);
    });
    socket.addEventListener("close", ({ code }) => {
      for (const { reject } of this.#pending.values()) reject(new Error(`closed with ${code}`));
    });
  }

  /**
   * @param {any} data
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<any>}
   */
  async send(data, timeout = 10_000) {
    // A WebSocket that is closing or closed silently drops what you send.
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error("not connected");
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, data }));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(id, { resolve, reject });
        timer = setTimeout(() => reject(new Error(`no answer in ${timeout} ms`)), timeout);
      });
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }
}

/** Socket.IO while offline: emits are buffered; how to drop them (volatile) or send the last one only.
 *
 *     const outbox = new SendQueue(io("https://example.org"));
 *     outbox.all("chat", "hello"); // each is sent on reconnection, in order: fine for what people do
 *     outbox.now("cursor", { x: 3, y: 4 }); // worthless later: sent now or never
 *     outbox.last("draft", "Dear Ada"); // one per event is kept, however many there were
 *
 * With all() for everything, an hour offline ends in a flood of events that nobody wants any more.
 * Until a loss is noticed emits are not buffered, but lost: only an acknowledgement tells.
 */
export class SendQueue {
  /** @type {Map<string, any>} */
  #latest = new Map();
  #socket;

  /** @param {import("socket.io-client").Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on("connect", () => {
      for (const [event, data] of this.#latest) socket.emit(event, data);
      this.#latest.clear();
    });
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  all(event, data) {
    this.#socket.emit(event, data);
  }

  /**
   * @param {string} event
   * @param {any} data dropped when the connection is just busy, too
   */
  now(event, data) {
    // Without the question `volatile` would be buffered, too, between a loss and the first attempt.
    if (this.#socket.connected) this.#socket.volatile.emit(event, data);
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  last(event, data) {
    if (this.#socket.connected) this.#socket.emit(event, data);
    else this.#latest.set(event, data);
  }
}

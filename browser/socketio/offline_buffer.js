/** Choose what to send after being offline: all events, only the last, or none (volatile).
 *
 *     const queue = new SendQueue(io("https://example.org"));
 *     queue.all("chat", "hello"); // all are sent on reconnect, in order: for what users do
 *     queue.now("cursor", { x: 3, y: 4 }); // sent now or never: for what is soon out of date
 *     queue.last("draft", "Dear Ada"); // only the last one of each event is sent on reconnect
 *
 * Socket.IO queues all events while it is offline, so an hour offline ends in a flood of stale
 * events. Events are lost until the client notices the broken connection: only an acknowledgement
 * can tell.
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
   * @param {any} data also dropped while the connection is busy
   */
  now(event, data) {
    // Between a loss and the first attempt, even `volatile` events are queued, so check first.
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

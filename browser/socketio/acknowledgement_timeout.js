/** Time out when the server does not acknowledge: timeout() and emitWithAck() of Socket.IO.
 *
 *     const sum = await ask(socket, 5_000, "add", 1, 2);
 *
 * Without a timeout the promise may never settle: an event is not acknowledged if it has no
 * handler, if its handler raises, or if the connection is lost. If the server answers with
 * several values, emitWithAck() returns only the first; emit() with a callback gets all of them.
 * The timeout also runs while offline, and then removes the event from the send queue.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {number} timeout in milliseconds
 * @param {string} event
 * @param {any[]} data
 * @returns {Promise<any>}
 */
export async function ask(socket, timeout, event, ...data) {
  try {
    return await socket.timeout(timeout).emitWithAck(event, ...data);
  } catch (cause) {
    // "operation has timed out", or "socket has been disconnected": it may have been handled.
    throw new Error(`no answer to "${event}"`, { cause });
  }
}

/** Wait for a Socket.IO acknowledgement no longer than a timeout: timeout() and emitWithAck().
 *
 *     const sum = await ask(socket, 5_000, "add", 1, 2);
 *
 * Without a timeout the promise may stay open for ever: an event that no handler is there for, or
 * whose handler raises, is never acknowledged, and neither is one whose connection was lost.
 * Of an answer with several values emitWithAck() has the first only; emit() with a callback has all.
 * The time runs while offline, too. What waits in the buffer then is taken out of it.
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

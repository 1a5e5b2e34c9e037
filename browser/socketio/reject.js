/** Show why the server rejected the connection: message and data of Socket.IO's connect_error.
 *
 *     const socket = connect("https://example.org", { token }, (message, data) => {
 *       status.textContent = `${message} (${data?.code})`;
 *     });
 *
 * In Flask-SocketIO, `raise ConnectionRefusedError("token expired", {"code": 7})` sends both, and
 * `return False` sends the message "Connection rejected by server" without data. A rejected client
 * does not retry by itself: set `socket.auth` and call `socket.connect()`. After a network error,
 * which is also a connect_error, it does retry.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {Record<string, unknown>} auth
 * @param {(message: string, data: any) => void} onrejected
 */
export function connect(url, auth, onrejected) {
  const socket = io(url, { auth });
  socket.on("connect_error", (/** @type {Error & { data?: any }} */ error) => {
    if (!socket.active) onrejected(error.message, error.data);
  });
  return socket;
}

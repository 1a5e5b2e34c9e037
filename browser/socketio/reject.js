/** Show why a Socket.IO server refused the connection: message and data of connect_error.
 *
 *     const socket = connect("https://example.org", { token }, (message, data) => {
 *       status.textContent = `${message} (${data?.code})`;
 *     });
 *
 * In Flask-SocketIO `raise ConnectionRefusedError("token expired", {"code": 7})` gives both, and
 * `return False` the message "Connection rejected by server" without data. A refused socket does not
 * try again by itself: set `socket.auth` and call `socket.connect()`. After an error of the network,
 * which is a connect_error too, it does.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {Record<string, unknown>} auth
 * @param {(message: string, data: any) => void} onrefused
 */
export function connect(url, auth, onrefused) {
  const socket = io(url, { auth });
  socket.on("connect_error", (/** @type {Error & { data?: any }} */ error) => {
    if (!socket.active) onrefused(error.message, error.data);
  });
  return socket;
}

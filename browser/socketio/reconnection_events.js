/** Show that Socket.IO reconnects: the events for each attempt, success and failure.
 *
 *     const socket = connect("https://example.org", (text) => { status.textContent = text; });
 *     socket.on("news", show); // here, not in a "connect" handler: that runs at each reconnection
 *
 * The attempts belong to the Manager, `socket.io`, which all namespaces of a server share. Both live
 * as long as the page, so a handler that is registered once is called once, after a loss too.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {(text: string) => void} onstatus
 * @param {Partial<import("socket.io-client").ManagerOptions>} [options]
 */
export function connect(url, onstatus, options) {
  const socket = io(url, { reconnectionAttempts: 10, ...options });
  socket.on("connect", () => onstatus("connected"));
  socket.on("disconnect", (reason) => {
    // After "io server disconnect", or the page's own disconnect(), it stays so until connect().
    onstatus(`${socket.active ? "lost" : "closed"}: ${reason}`);
  });
  socket.io.on("reconnect_attempt", (attempt) => onstatus(`attempt ${attempt}`));
  // Not the manager's "reconnect_error": of the last attempt that comes after "reconnect_failed".
  socket.on("connect_error", (error) => onstatus(`failed: ${error.message}`));
  socket.io.on("reconnect", (attempt) => onstatus(`back after attempt ${attempt}`));
  // It was the last attempt: offer a button that calls socket.connect().
  socket.io.on("reconnect_failed", () => onstatus("gave up"));
  return socket;
}

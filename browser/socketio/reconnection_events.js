/** Show that the client reconnects: Socket.IO's events for each attempt, success and failure.
 *
 *     const socket = connect("https://example.org", (text) => { status.textContent = text; });
 *     socket.on("news", show); // not in a "connect" handler, which runs on each reconnect
 *
 * The Manager, `socket.io`, makes the attempts, for all namespaces of a server. Socket and Manager
 * live as long as the page, so register each handler once.
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
    // After "io server disconnect" or disconnect(), the socket stays closed until connect().
    onstatus(`${socket.active ? "lost" : "closed"}: ${reason}`);
  });
  socket.io.on("reconnect_attempt", (attempt) => onstatus(`attempt ${attempt}`));
  // Not "reconnect_error": for the last attempt it comes after "reconnect_failed".
  socket.on("connect_error", (error) => onstatus(`failed: ${error.message}`));
  socket.io.on("reconnect", (attempt) => onstatus(`reconnected after attempt ${attempt}`));
  // That was the last attempt: show a button that calls socket.connect().
  socket.io.on("reconnect_failed", () => onstatus("gave up"));
  return socket;
}

/** Choose the Socket.IO transport: WebSocket only, polling only or both, and which one is in use.
 *
 *     const socket = openWith("https://example.org", ["websocket"], (name) => console.log(name));
 *
 * ["polling", "websocket"]: the default. Connects with polling, then upgrades.
 * ["websocket"]: several server processes need no sticky sessions, but there is no fallback.
 * ["polling"]: for networks that block WebSockets.
 * ["websocket", "polling"]: falls back to polling only with the option `tryAllTransports: true`.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {("polling" | "websocket")[]} transports
 * @param {(name: string) => void} onchange called for each connection and each upgrade
 */
export function openWith(url, transports, onchange) {
  const socket = io(url, { transports });
  socket.on("connect", () => {
    const { engine } = socket.io; // each connection has a new engine
    engine.once("upgrade", ({ name }) => onchange(name));
    onchange(engine.transport.name);
  });
  return socket;
}

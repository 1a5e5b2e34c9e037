/** Choose the Socket.IO transport, WebSocket only or polling only, and see which one is in use.
 *
 *     const socket = openWith("https://example.org", ["websocket"], (name) => console.log(name));
 *
 * ["polling", "websocket"]: what it does unless told. Connects by polling, then upgrades.
 * ["websocket"]: no polling, so that several server processes need no sticky sessions. No fall-back.
 * ["polling"]: where WebSockets do not get through.
 * ["websocket", "polling"]: falls back to polling, with the option `tryAllTransports: true` only.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {("polling" | "websocket")[]} transports
 * @param {(name: string) => void} onchange told at every connection, and when one was upgraded
 */
export function openWith(url, transports, onchange) {
  const socket = io(url, { transports });
  socket.on("connect", () => {
    const { engine } = socket.io; // every connection has a new one
    engine.once("upgrade", ({ name }) => onchange(name));
    onchange(engine.transport.name);
  });
  return socket;
}

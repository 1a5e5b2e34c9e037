/** Chooses the transport for the backend's protocol. The page loads only that one and its library. */

/** @import { Transport } from "./transport.js" */

/**
 * @typedef {object} Backend the response of `GET /api/backend`
 * @property {string} name
 * @property {string} title
 * @property {"native" | "socketio"} protocol
 * @property {string} server
 * @property {Record<string, string>} versions
 *
 * @typedef {"" | "polling" | "websocket"} Hold restricts a Socket.IO connection to one transport
 */

/** @returns {Promise<Backend>} */
export async function loadBackend() {
  const response = await fetch("/api/backend");
  if (!response.ok) throw new Error(`GET /api/backend was answered with ${response.status}`);
  return response.json();
}

/**
 * Create a scenario's transport. It is not connected yet.
 *
 * @param {Backend} backend
 * @param {string} scenario
 * @param {{ hold?: Hold }} [options]
 * @returns {Promise<Transport>}
 */
export async function createTransport(backend, scenario, { hold = "" } = {}) {
  if (backend.protocol === "socketio") {
    const { SocketIOTransport } = await import("./socketio.js");
    const library = new URL("../vendor/socket.io.esm.min.js", import.meta.url).href;
    const { io } = await import(library);
    const transport = new SocketIOTransport({ scenario, origin: location.origin, io, hold });
    addEventListener("pagehide", () =>
      transport.closeWithBeacon((url, body) => navigator.sendBeacon(url, body)),
    );
    return transport;
  }
  const { NativeTransport } = await import("./native.js");
  const url = new URL(`/ws/${scenario}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new NativeTransport({
    scenario,
    url: url.href,
    envelope: scenario !== "echo",
    network: window,
  });
}

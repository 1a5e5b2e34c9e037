/** Explains a raw frame layer by layer. */

/** @import { Frame } from "./transports/transport.js" */

const ENGINE = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];
const SOCKET = [
  "CONNECT",
  "DISCONNECT",
  "EVENT",
  "ACK",
  "CONNECT_ERROR",
  "BINARY_EVENT",
  "BINARY_ACK",
];

/**
 * @param {Frame} frame
 * @param {string} protocol the backend's
 * @returns {string[]} one line per layer, the outermost first; empty if there is nothing to explain
 */
export function explain({ kind, raw, direction, scenario }, protocol) {
  if (direction === "note") return [];
  if (typeof raw !== "string") {
    return protocol === "socketio"
      ? ["An attachment of the Socket.IO packet before it"]
      : ["Binary frame"];
  }
  if (protocol === "socketio") return explainEngine(kind, raw);
  return scenario === "echo" ? ["Text frame"] : ["Text frame", explainEnvelope(raw)];
}

/** @param {string} raw */
function explainEnvelope(raw) {
  try {
    const { event, id } = JSON.parse(raw);
    if (event === "ack") return `Answer to the message with id ${id}`;
    return id === undefined
      ? `Event ${event}`
      : `Event ${event}, asks for an answer under id ${id}`;
  } catch {
    return "Not JSON";
  }
}

/**
 * @param {string} kind
 * @param {string} raw
 */
function explainEngine(kind, raw) {
  const digit = ENGINE.indexOf(kind);
  const engine = `Engine.IO ${digit}: ${kind}`;
  return kind === "message" ? [engine, ...explainSocket(raw.slice(1))] : [engine];
}

/**
 * A Socket.IO packet: type, number of attachments and "-", namespace and ",", acknowledgement id, JSON.
 *
 * @param {string} packet
 */
function explainSocket(packet) {
  const parts = /^(\d)(?:(\d+)-)?(?:(\/[^,]*),)?(\d+)?(.*)$/s.exec(packet);
  if (!parts) return ["Not a Socket.IO packet"];
  const [, type, attachments, namespace = "/", id, json] = parts;
  const lines = [
    `Socket.IO ${type}: ${SOCKET[Number(type)] ?? "unknown"}`,
    `Namespace ${namespace}`,
  ];
  if (attachments) lines.push(`Followed by attachments: ${attachments}`);
  if (id) {
    const isAck = type === "3" || type === "6";
    lines.push(isAck ? `Answer to the event with id ${id}` : `Asks for an answer under id ${id}`);
  }
  if (json) lines.push(`Data ${json.length > 200 ? `${json.slice(0, 200)}…` : json}`);
  return lines;
}

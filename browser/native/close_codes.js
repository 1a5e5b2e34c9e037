/** Explain WebSocket close codes: what code, reason and wasClean of a CloseEvent mean.
 *
 *     socket.onclose = (event) => { status.textContent = describeClose(event); };
 *     socket.close(4001, "signed out"); // the server gets this code and reason
 *
 * close() accepts no code (the server sees 1005), 1000, or your own code from 3000 to 4999. Any
 * other code is an InvalidAccessError; a reason of more than 123 bytes in UTF-8 is a SyntaxError.
 */

/** @type {Record<number, string>} */
const MEANINGS = {
  1000: "closed normally",
  1001: "the server is going away",
  1002: "the server saw a protocol error",
  1003: "the server does not accept this kind of data",
  1005: "closed without a code",
  // Never sent: the browser reports it for a rejected handshake, whatever the HTTP status, and for
  // a lost connection. A page cannot tell which.
  1006: "the connection failed or was lost",
  1007: "the server received text that is not UTF-8",
  1008: "the server forbids this",
  1009: "the message was too big for the server",
  1011: "the server had an error",
  1012: "the server is restarting",
  1013: "the server is too busy, try again later",
};

/**
 * @param {CloseEvent} event
 * @returns {string}
 */
export function describeClose({ code, reason, wasClean }) {
  // The application decides what codes from 4000 mean; 3000 to 3999 are registered with IANA.
  const meaning = MEANINGS[code] ?? (code >= 4000 ? "the application's own code" : "another code");
  // Clean: both sides sent a Close frame, so the server's last message has arrived.
  return `${code}, ${wasClean ? "clean" : "not clean"}: ${meaning}${reason && ` (${reason})`}`;
}

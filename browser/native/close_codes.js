/** WebSocket close codes in the browser: what code, reason and wasClean of a CloseEvent mean.
 *
 *     socket.onclose = (event) => { status.textContent = describeClose(event); };
 *     socket.close(4001, "signed out"); // the server is told this code and reason
 *
 * What close() takes: nothing (the server sees 1005), 1000, or your own code from 3000 to 4999. Any
 * other code is an InvalidAccessError, and a reason of more than 123 bytes in UTF-8 a SyntaxError.
 */

/** @type {Record<number, string>} */
const MEANINGS = {
  1000: "closed, all is done",
  1001: "the server is going away",
  1002: "the server saw a violation of the protocol",
  1003: "the server does not take this kind of data",
  1005: "closed without a code",
  // Never sent: the browser says it of a refused handshake, whatever the HTTP status, and of a
  // connection that broke. Which of them it was, no page may know.
  1006: "the connection failed or was lost",
  1007: "the server saw text that is not UTF-8",
  1008: "the server forbids this",
  1009: "the message was too big for the server",
  1011: "the server has failed",
  1012: "the server restarts",
  1013: "the server is too busy, try again later",
};

/**
 * @param {CloseEvent} event
 * @returns {string}
 */
export function describeClose({ code, reason, wasClean }) {
  // From 4000 on a code means what the application says; 3000 to 3999 are registered names.
  const meaning = MEANINGS[code] ?? (code >= 4000 ? "the application's own code" : "another code");
  // Clean: both sides have sent a Close frame, so the server's last message has arrived.
  return `${code}, ${wasClean ? "clean" : "not clean"}: ${meaning}${reason && ` (${reason})`}`;
}

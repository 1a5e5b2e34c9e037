/** Converts bytes to and from text that people can read. */

const encoder = new TextEncoder();

/** @param {string} text */
export const utf8Length = (text) => encoder.encode(text).length;

/** @param {Uint8Array} bytes */
export const toHex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

/**
 * @param {string} text two digits per byte, optionally separated by spaces
 * @returns {Uint8Array<ArrayBuffer> | undefined} undefined if it is anything else
 */
export function fromHex(text) {
  const digits = text.replace(/\s+/g, "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) return undefined;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {number} count */
export const sizeInWords = (count) =>
  count < 1024 ? `${count} B` : `${(count / 1024).toFixed(count < 10_240 ? 1 : 0)} KiB`;

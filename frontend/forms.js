/** Submits forms, and shows a readable error if that fails. */

import { find } from "./dom.js";

/** Invalid input that the page finds before it sends anything. */
export class InputError extends Error {
  code = "bad_input";
}

/** What each code means to the user. The server's message is appended if it says more. */
const WORDS = new Map([
  ["name_taken", "Somebody else has this name here."],
  ["not_in_room", "You are not in this room."],
  ["unknown_member", "Nobody in the room has this name."],
  ["too_many", "That is one too many."],
  ["too_large", "That is too long to send."],
  ["timeout", "No answer in time. The message may or may not have arrived."],
  ["disconnected", "Not connected, or the connection was lost before the answer arrived."],
]);

/** Codes whose message already explains what is wrong with the input. */
const SPEAKS_FOR_ITSELF = new Set(["bad_field", "bad_input"]);

/**
 * @param {{ code: string, message: string }} error
 * @returns {string}
 */
export function inWords({ code, message }) {
  if (SPEAKS_FOR_ITSELF.has(code)) {
    const [field = "", ...rest] = message.split(": ");
    return rest.length > 0
      ? `${field.charAt(0).toUpperCase()}${field.slice(1)}: ${rest.join(": ")}.`
      : message;
  }
  const words = WORDS.get(code);
  return code === "too_many" ? `${words} (${message})` : (words ?? `${message} (${code})`);
}

/**
 * Send the form's fields each time it is submitted.
 *
 * @param {HTMLFormElement} form
 * @param {(fields: Record<string, string>) => Promise<void> | void} send throws an error, which the form shows
 * @param {{ clears?: string }} [options] the field to clear on submit, and to restore if sending fails
 */
export function bindForm(form, send, { clears } = {}) {
  const field = clears ? find(form, `[name="${clears}"]`, HTMLInputElement) : undefined;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    showError(form);
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value)]),
    );
    const text = field?.value ?? "";
    if (field) field.value = "";
    try {
      await send(fields);
    } catch (error) {
      showError(form, error);
      // Keep what the user has typed meanwhile.
      if (field && field.value === "") field.value = text;
    }
  });
}

/**
 * Show an error in the form's alert, or clear it.
 *
 * @param {HTMLFormElement} form
 * @param {any} [error] an error with `code` and `message`
 */
export function showError(form, error) {
  const alert = find(form, "[role=alert]", HTMLElement);
  alert.textContent = error ? inWords(error) : "";
  if (error) alert.dataset.code = error.code ?? "unexpected";
  else delete alert.dataset.code;
}

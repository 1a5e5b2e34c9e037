/** The real index.html in jsdom, for tests of what the page shows and does. */

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const html = readFileSync(new URL("../index.html", import.meta.url), "utf8");

/** The globals that the modules use. */
const GLOBALS = /** @type {const} */ ([
  "document",
  "location",
  "addEventListener",
  "Element",
  "HTMLElement",
  "HTMLInputElement",
  "HTMLFormElement",
  "HTMLButtonElement",
  "HTMLSelectElement",
  "HTMLProgressElement",
  "HTMLOListElement",
  "SVGSVGElement",
  "FormData",
]);

/**
 * Open the page. Tests start its scripts themselves.
 *
 * @param {string} [hash]
 * @returns {Document}
 */
export function openPage(hash = "") {
  const { window } = new JSDOM(html, { url: `http://127.0.0.1:8000/${hash}` });
  for (const name of GLOBALS) {
    const value = name === "addEventListener" ? window.addEventListener.bind(window) : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  return window.document;
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {any} the element, whatever it is: tests know what they ask for
 */
export function $(root, selector) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

/**
 * Fill in a form's fields and submit it.
 *
 * @param {any} form
 * @param {Record<string, string>} fields
 */
export function submit(form, fields = {}) {
  for (const [name, value] of Object.entries(fields)) $(form, `[name="${name}"]`).value = value;
  form.requestSubmit();
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 */
export const texts = (root, selector) =>
  [...root.querySelectorAll(selector)].map((element) => element.textContent);

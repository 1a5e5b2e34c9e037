/** Small helpers that keep plain DOM code short and typed. */

/**
 * Find an element, or throw an error.
 *
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(root, selector, type) {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`no ${type.name} matches ${selector}`);
  return element;
}

/**
 * Create an element. String children become text, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes] `false` omits an attribute
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Change the content of a scrolling element. If its end was visible, keep the end visible.
 *
 * @param {Element} scroller
 * @param {() => void} change
 */
export function keepEndInSight(scroller, change) {
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 24;
  change();
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
}

/**
 * Add an item to a log, which keeps only the last `kept` items.
 *
 * @param {Element} log
 * @param {Element} item
 * @param {number} [kept]
 */
export function addToLog(log, item, kept = 500) {
  const list = find(log, "ol", HTMLOListElement);
  keepEndInSight(log, () => {
    list.append(item);
    if (list.childElementCount > kept) list.firstElementChild?.remove();
  });
}

const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: "medium", hourCycle: "h23" });

/** @param {number} at milliseconds since the epoch */
export function makeTime(at) {
  const date = new Date(at);
  return make("time", { datetime: date.toISOString() }, clockTime.format(date));
}

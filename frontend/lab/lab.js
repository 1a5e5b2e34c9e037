/** Starts the lab: the list of pitfalls, the search, and the view of the chosen pitfall. */

import { find, make } from "../dom.js";
import { PitfallView } from "./pitfall-view.js";
import { makeSearch } from "./search.js";

/** @import { Pitfall } from "./search.js" */

/** @param {string} id */
const byId = (id) => find(document, `#${id}`, HTMLElement);

async function start() {
  /** @type {Pitfall[]} */
  const pitfalls = await (await fetch("/pitfalls.json")).json();
  const search = makeSearch(pitfalls);
  const form = find(document, "form", HTMLFormElement);
  const query = find(form, "textarea", HTMLTextAreaElement);
  const by = find(form, "select", HTMLSelectElement);
  const view = new PitfallView(byId("pitfall"));

  function list() {
    const found = search(query.value);
    const sought = query.value.trim() !== "";
    byId("found").textContent = sought
      ? `${found.length} of ${pitfalls.length} pitfalls, the most likely first`
      : `${pitfalls.length} pitfalls`;
    const groups = sought ? [{ title: "", pitfalls: found }] : group(found, by.value);
    byId("list").replaceChildren(...groups.map(makeGroup));
    mark();
  }

  const chosen = () => location.hash.slice(1);

  function mark() {
    for (const link of document.querySelectorAll("#list a")) {
      if (link.getAttribute("href") === `#${chosen()}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function choose() {
    const pitfall = pitfalls.find(({ key }) => key === chosen());
    const left = document.querySelector("#list a[aria-current]");
    document.title = `${pitfall?.title ?? "Pitfalls"} · WebSocket Rosetta`;
    document.body.classList.toggle("chosen", pitfall !== undefined);
    if (pitfall) view.show(pitfall);
    else view.leave();
    mark();
    if (!pitfall && left instanceof HTMLElement) left.focus();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", list);
  addEventListener("hashchange", choose);
  list();
  choose();
  document.documentElement.dataset.ready = "";
}

/**
 * @param {Pitfall[]} pitfalls
 * @param {string} by
 * @returns {{ title: string, pitfalls: Pitfall[] }[]}
 */
function group(pitfalls, by) {
  /** @type {Map<string, Pitfall[]>} */
  const groups = new Map();
  for (const pitfall of pitfalls) {
    for (const title of by === "symptom" ? pitfall.looksLike : [pitfall.about]) {
      groups.set(title, [...(groups.get(title) ?? []), pitfall]);
    }
  }
  return [...groups].map(([title, members]) => ({ title, pitfalls: members }));
}

/** @param {{ title: string, pitfalls: Pitfall[] }} group */
function makeGroup({ title, pitfalls }) {
  const list = make("ul", {}, ...pitfalls.map((pitfall) => makeLink(pitfall, title)));
  return make("section", {}, ...(title ? [make("h2", {}, title)] : []), list);
}

/**
 * @param {Pitfall} pitfall
 * @param {string} title the group's; if it is the library's, links do not repeat that
 */
function makeLink({ key, title: words, about }, title) {
  const link = make("a", { href: `#${key}` }, words);
  if (title !== about) link.append(make("span", { class: "about" }, ` ${about}`));
  return make("li", {}, link);
}

start().catch((error) => {
  byId("fatal").textContent = `The lab could not start: ${error.message}`;
});

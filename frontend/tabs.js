/** The scenario tabs: one hash route each, with the usual keys of a tab list (arrows, Home, End). */

import { find } from "./dom.js";

/**
 * @param {HTMLElement} tablist its tabs are links to `#name`, each controlling a panel
 * @param {(name: string) => void} onShow
 */
export function startTabs(tablist, onShow) {
  const tabs = [...tablist.querySelectorAll("a")];

  function show() {
    const chosen = tabs.find((tab) => tab.hash === location.hash) ?? tabs[0];
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      find(document, `#${tab.getAttribute("aria-controls")}`, HTMLElement).hidden = !selected;
    }
    if (chosen) onShow(chosen.hash.slice(1));
  }

  tablist.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1, " ": at }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    if (!tab) return;
    tab.focus();
    location.hash = tab.hash;
  });
  addEventListener("hashchange", show);
  show();
}

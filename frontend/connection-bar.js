/** Shows the state of one scenario's connection, with a button to connect and disconnect. */

import { find } from "./dom.js";

/** @import { State, Transport } from "./transports/transport.js" */

/** @type {Record<State, string>} */
const WORDS = {
  connecting: "Connecting",
  open: "Connected",
  waiting: "Connection lost",
  closed: "Disconnected",
};
const VIA = { websocket: "WebSocket", polling: "HTTP long-polling", "": "" };

/**
 * @param {HTMLElement} bar
 * @param {HTMLElement} tab shows the state too, for scenarios that are not visible
 * @param {Transport} transport
 */
export function startConnectionBar(bar, tab, transport) {
  const button = find(bar, "button", HTMLButtonElement);
  const status = find(bar, "[role=status]", HTMLElement);
  const detail = find(bar, ".detail", HTMLElement);
  let opened = 0;
  let before = "";

  function show() {
    const { state, via } = transport;
    if (state === "open" && before !== "open") opened++;
    before = state;
    tab.dataset.state = state;
    Object.assign(bar.dataset, { state, transport: via, opened: String(opened) });
    status.textContent = via ? `${WORDS[state]} over ${VIA[via]}` : WORDS[state];
    detail.textContent = transport.detail;
    button.textContent = state === "closed" ? "Connect" : "Disconnect";
  }

  button.addEventListener("click", () => {
    if (transport.state === "closed") transport.connect();
    else transport.close();
  });
  transport.onState(show);
  show();
}

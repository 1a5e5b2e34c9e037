/** The Broadcast scenario: everyone receives what one client sends. */

import { addToLog, find, make, makeTime } from "../dom.js";
import { bindForm } from "../forms.js";

/** @import { Transport } from "../transports/transport.js" */

/**
 * @param {HTMLElement} panel
 * @param {Transport} transport
 */
export function startBroadcast(panel, transport) {
  const log = find(panel, "[role=log]", HTMLElement);

  bindForm(
    find(panel, "form", HTMLFormElement),
    async ({ text }) => {
      await transport.request("message", { text });
    },
    { clears: "text" },
  );

  transport.on("message", ({ text, from, at }) => {
    addToLog(
      log,
      make(
        "li",
        { "data-kind": "message", "data-from": from },
        make("span", { class: "who" }, from),
        make("span", { class: "text" }, text),
        makeTime(at),
      ),
    );
  });
}

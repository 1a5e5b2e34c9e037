/** Starts the page: finds out which backend serves it, creates one transport per scenario, and wires up the parts. */

import { ChatModel } from "./chat-model.js";
import { startConnectionBar } from "./connection-bar.js";
import { find, make } from "./dom.js";
import { startLatencyChart } from "./latency-chart.js";
import { startSession } from "./session.js";
import { startTabs } from "./tabs.js";
import { createTransport, loadBackend } from "./transports/index.js";
import { startBroadcast } from "./views/broadcast.js";
import { startChat } from "./views/chat.js";
import { startEcho } from "./views/echo.js";
import { startPush } from "./views/push.js";
import { startWireInspector } from "./wire-inspector.js";

/** @import { Backend, Hold } from "./transports/index.js" */

const SCENARIOS = ["echo", "broadcast", "chat", "push"];

/** @param {string} id */
const byId = (id) => find(document, `#${id}`, HTMLElement);

async function start() {
  const backend = await loadBackend();
  const hold = chosenTransport();
  showBackend(backend, hold);

  const [echo, broadcast, chat, push] = await Promise.all(
    SCENARIOS.map((scenario) => createTransport(backend, scenario, { hold })),
  );
  if (!echo || !broadcast || !chat || !push) return;
  const transports = new Map(
    [echo, broadcast, chat, push].map((transport) => [transport.scenario, transport]),
  );

  const inspector = startWireInspector(byId("wire"), backend.protocol);
  startLatencyChart(byId("latency"), () => createTransport(backend, "echo", { hold }));
  for (const [scenario, transport] of transports) {
    inspector.watch(transport);
    startConnectionBar(byId(`connection-${scenario}`), byId(`tab-${scenario}`), transport);
  }
  startEcho(byId("panel-echo"), echo);
  startBroadcast(byId("panel-broadcast"), broadcast);
  const chatView = startChat(byId("panel-chat"), new ChatModel(chat));
  startPush(byId("panel-push"), push);

  const form = find(document, "#session", HTMLFormElement);
  const name = await startSession(form, (newName) => {
    chatView.setSession(newName);
    // A connection keeps the identity of its handshake.
    for (const transport of transports.values()) {
      if (transport.state === "closed") continue;
      transport.close();
      transport.connect();
    }
  });
  chatView.setSession(name);

  const visited = new Set();
  startTabs(byId("scenarios"), (scenario) => {
    if (!visited.has(scenario)) transports.get(scenario)?.connect();
    visited.add(scenario);
  });
  document.documentElement.dataset.ready = "";
}

/** @returns {Hold} */
function chosenTransport() {
  const asked = new URLSearchParams(location.search).get("transport");
  return asked === "polling" || asked === "websocket" ? asked : "";
}

/**
 * @param {Backend} backend
 * @param {Hold} hold
 */
function showBackend({ name, title, protocol, server, versions }, hold) {
  Object.assign(document.documentElement.dataset, { backend: name, protocol });
  document.title = `${title} · WebSocket Rosetta`;
  find(document, "#backend .title", HTMLElement).textContent = title;
  const spoken = protocol === "native" ? "native WebSocket" : "Socket.IO";
  find(document, "#backend .about", HTMLElement).textContent = `${spoken}, served by ${server}`;
  find(document, "#backend .versions", HTMLElement).append(
    ...Object.entries(versions).map(([library, version]) =>
      make("li", {}, `${library} ${version}`),
    ),
  );

  const choice = find(document, "#transport", HTMLSelectElement);
  find(document, "#transport-choice", HTMLElement).hidden = protocol !== "socketio";
  choice.value = hold;
  choice.addEventListener("change", () => {
    const url = new URL(location.href);
    if (choice.value) url.searchParams.set("transport", choice.value);
    else url.searchParams.delete("transport");
    location.assign(url);
  });
}

start().catch((error) => {
  byId("fatal").textContent = `The page could not start: ${error.message}`;
});

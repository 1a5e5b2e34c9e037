/** One chat room in the page: its messages, its members, and the form to write to them. */

import { find, keepEndInSight, make, makeTime } from "../dom.js";
import { bindForm, showError } from "../forms.js";

/** @import { ChatModel, Entry, Room } from "../chat-model.js" */

/**
 * @param {Room} room
 * @param {ChatModel} model
 */
export function makeRoomView(room, model) {
  const list = make("ol");
  const log = make(
    "div",
    { role: "log", class: "log", "aria-label": `Messages in ${room.name}` },
    list,
  );
  const members = make("ul", { class: "members", "aria-label": `Members of ${room.name}` });
  const status = make("p", { role: "status", class: "room-status" });
  const leave = make("button", { type: "button" }, `Leave ${room.name}`);
  const form = makeWriteForm(room.name);
  const to = find(form, "select", HTMLSelectElement);
  const section = make(
    "section",
    { "aria-label": `Room ${room.name}`, class: "room", "data-room": room.name },
    make("div", { class: "room-head" }, status, leave),
    make("div", { class: "room-body" }, log, members),
    form,
  );
  /** @type {Map<Entry, HTMLElement>} */
  const lines = new Map();

  leave.addEventListener("click", () => {
    // The page removes the room at once; if the server rejects the request, there is nothing left to do.
    model.leave(room).catch(() => {});
  });
  bindForm(
    form,
    ({ text = "", to = "" }) => (to ? model.whisper(room, to, text) : model.say(room, text)),
    { clears: "text" },
  );

  function updateLines() {
    const kept = new Set(room.entries);
    for (const [entry, line] of lines) {
      if (kept.has(entry)) continue;
      line.remove();
      lines.delete(entry);
    }
    room.entries.forEach((entry, i) => {
      const line = lines.get(entry) ?? makeLine(entry, room.me);
      lines.set(entry, line);
      if (list.children[i] !== line) list.insertBefore(line, list.children[i] ?? null);
    });
  }

  function updateMembers() {
    const names = [...room.members].sort((a, b) => a.localeCompare(b));
    members.replaceChildren(
      ...names.map((name) =>
        make(
          "li",
          { "data-member": name },
          name,
          ...(name === room.me ? [make("span", { class: "meta" }, " you")] : []),
        ),
      ),
    );
    const others = names.filter((name) => name !== room.me);
    const chosen = to.value;
    to.replaceChildren(
      make("option", { value: "" }, "everybody"),
      ...others.map((name) => make("option", { value: name }, name)),
    );
    // The recipient stays selected even after leaving: a whisper must not become a message to everyone.
    if (chosen && !others.includes(chosen)) {
      to.append(make("option", { value: chosen }, `${chosen} (not here)`));
    }
    to.value = chosen;
  }

  return {
    section,
    /** Update the page to the room's current state. */
    update() {
      const { name, status: state, me, upTo } = room;
      Object.assign(section.dataset, { room: name, status: state, me, seq: String(upTo) });
      const words = statusInWords(room);
      if (status.textContent !== words) status.textContent = words;
      keepEndInSight(log, updateLines);
      updateMembers();
    },
    /** The number of messages, including whispers. */
    messages: () => room.entries.filter(({ text }) => text !== undefined).length,
    /** Called when the room becomes visible. */
    shown() {
      log.scrollTop = log.scrollHeight;
      showError(form);
    },
  };
}

/** @param {string} room */
function makeWriteForm(room) {
  return make(
    "form",
    { "aria-label": `Write to ${room}`, class: "row" },
    make(
      "label",
      { class: "grow" },
      "Message",
      make("input", { name: "text", maxlength: 2000, autocomplete: "off", enterkeyhint: "send" }),
    ),
    make("label", {}, "To", make("select", { name: "to" })),
    make("button", { type: "submit", class: "primary" }, "Send"),
    make("p", { role: "alert", class: "error" }),
  );
}

/** @param {Room} room */
function statusInWords({ status, me, trouble }) {
  if (status === "joined") return `You are ${me}.`;
  if (/** @type {any} */ (trouble)?.code === "name_taken") {
    return `Waiting for the name ${me}: your lost connection still has it on the server.`;
  }
  return "Not connected. The page rejoins the room as soon as it has reconnected.";
}

/**
 * @param {Entry} entry
 * @param {string} me
 */
function makeLine(entry, me) {
  const { kind, name = "", to = "", text = "", seq, at } = entry;
  const line = make("li", {
    "data-kind": kind,
    "data-seq": seq ?? false,
    "data-from": name || false,
    "data-to": to || false,
    class: name === me ? "mine" : false,
  });
  const who = {
    said: name,
    whispered: `${name} whispers`,
    "whisper-sent": `to ${to}`,
    joined: "",
    left: "",
    gap: "",
    renamed: "",
  }[kind];
  const what = {
    said: text,
    whispered: text,
    "whisper-sent": text,
    joined: `${name} has joined`,
    left: `${name} has left`,
    gap: "Messages are missing here: the server has forgotten them.",
    renamed: `You are now ${name}`,
  }[kind];
  if (who) line.append(make("span", { class: "who" }, who));
  line.append(make("span", { class: "text" }, what), makeTime(at));
  return line;
}

/** The Chat scenario: rooms, members, messages and whispers. Shows the state of the chat model. */

import { find, make } from "../dom.js";
import { bindForm, showError } from "../forms.js";
import { makeRoomView } from "./chat-room.js";

/** @import { ChatModel, Room } from "../chat-model.js" */

/**
 * @param {HTMLElement} panel
 * @param {ChatModel} model
 * @returns {{ setSession: (name: string) => void }}
 */
export function startChat(panel, model) {
  const joinForm = find(panel, "#join", HTMLFormElement);
  const nameField = find(joinForm, "[name=name]", HTMLInputElement);
  const buttons = find(panel, "#rooms", HTMLElement);
  const sections = find(panel, "#room-views", HTMLElement);
  /** @type {Map<Room, { button: HTMLButtonElement, view: ReturnType<typeof makeRoomView>, seen: number }>} */
  const shown = new Map();
  /** @type {Room | undefined} */
  let chosen;

  bindForm(joinForm, async ({ room = "", name = "" }) => {
    choose(await model.join(room, name));
  });

  model.onChange = (room, reason) => {
    if (model.rooms.get(room.name) !== room) remove(room);
    else if (room.status !== "joining") update(room);
    if (reason) showError(joinForm, reason);
  };

  /** @param {Room} room */
  function update(room) {
    const parts = shown.get(room) ?? add(room);
    parts.view.update();
    const said = parts.view.messages();
    if (room === chosen) parts.seen = said;
    const unread = said - parts.seen;
    const { button } = parts;
    button.dataset.unread = String(unread);
    button.dataset.roomButton = room.name;
    button.textContent = room.name;
    if (unread > 0) button.append(" ", make("span", { class: "unread" }, `${unread} new`));
  }

  /** @param {Room} room */
  function add(room) {
    const button = make("button", { type: "button", "aria-pressed": "false" });
    button.addEventListener("click", () => choose(room));
    const parts = { button, view: makeRoomView(room, model), seen: 0 };
    parts.view.section.hidden = true;
    shown.set(room, parts);
    buttons.append(button);
    sections.append(parts.view.section);
    if (!chosen) choose(room);
    return parts;
  }

  /** @param {Room} room */
  function remove(room) {
    const parts = shown.get(room);
    if (!parts) return;
    parts.button.remove();
    parts.view.section.remove();
    shown.delete(room);
    if (room === chosen) choose([...shown.keys()].at(-1));
  }

  /** @param {Room | undefined} room */
  function choose(room) {
    chosen = room;
    panel.classList.toggle("no-room", !room);
    for (const [each, { button, view }] of shown) {
      button.setAttribute("aria-pressed", String(each === room));
      view.section.hidden = each !== room;
    }
    if (!room) return;
    update(room);
    shown.get(room)?.view.shown();
  }

  choose(undefined);
  return {
    setSession(name) {
      nameField.disabled = name !== "";
      nameField.placeholder = name || "a guest name";
      if (name) nameField.value = "";
    },
  };
}

/**
 * The state of a chat client: its rooms, their members, and the messages it has seen.
 *
 * After a lost connection it rejoins its rooms and sends the number of the last message it has seen. It then merges
 * what it receives: nothing is missed, nothing is shown twice, and the room shows a gap if the server has forgotten
 * some of the messages.
 *
 * @typedef {object} Entry one line of a room
 * @property {"said" | "whispered" | "whisper-sent" | "joined" | "left" | "gap" | "renamed"} kind
 * @property {number} at
 * @property {string} [name] the sender, or the member who joined or left; for `renamed` the new name
 * @property {string} [to]
 * @property {string} [text]
 * @property {number} [seq]
 *
 * @typedef {object} Room
 * @property {string} name
 * @property {"joining" | "joined" | "rejoining"} status
 * @property {string} me this client's own name in the room
 * @property {string} wanted the requested name; empty to let the server choose
 * @property {string[]} members
 * @property {Entry[]} entries
 * @property {string | undefined} epoch
 * @property {number} upTo all messages up to this number have been seen
 * @property {Set<number>} ahead the numbers of messages seen beyond `upTo`
 * @property {number} oldest index of the first entry of this epoch; messages are sorted in after it
 * @property {{ event: string, data: any }[]} held events that arrived before the room was joined or rejoined
 * @property {Error | undefined} trouble why it has not been rejoined yet
 * @property {Promise<void>} ready settles when the room is joined or has failed
 * @property {() => void} settle
 * @property {any} timer
 */

import { systemClock } from "./clock.js";
import { backoff } from "./transports/backoff.js";
import { disconnected, TransportError } from "./transports/transport.js";

/** @import { Clock } from "./clock.js" */
/** @import { Transport } from "./transports/transport.js" */

/** The number of entries kept for each room. */
export const KEPT = 500;
/**
 * How often to retry a name that is taken. The retries last about 90 seconds, because the server may need two
 * heartbeats to notice that our own old connection, which still has the name, is dead.
 */
export const NAME_ATTEMPTS = 20;

const EVENTS = ["said", "whispered", "joined", "left"];

export class ChatModel {
  /** @type {Map<string, Room>} */
  rooms = new Map();
  /** Called when a room changes, appears or disappears; with a reason if it disappeared against the user's will. */
  onChange = (/** @type {Room} */ _room, /** @type {Error | undefined} */ _reason) => {};

  #transport;
  #clock;
  #wasOpen = false;

  /**
   * @param {Transport} transport
   * @param {Clock} [clock]
   */
  constructor(transport, clock = systemClock) {
    this.#transport = transport;
    this.#clock = clock;
    for (const event of EVENTS) transport.on(event, (data) => this.#receive(event, data));
    transport.onState(() => this.#stateChanged());
  }

  /**
   * Join a room. If it is already joined, nothing changes.
   *
   * @param {string} roomName
   * @param {string} [wanted]
   * @returns {Promise<Room>}
   */
  async join(roomName, wanted = "") {
    const name = roomName.trim().normalize("NFC");
    const known = this.rooms.get(name);
    if (known) return known;
    const room = newRoom(name, wanted);
    this.rooms.set(name, room);
    try {
      const ack = await this.#transport.request("join", {
        room: name,
        ...(wanted && { name: wanted }),
      });
      // Meanwhile the room may have been left or the connection lost.
      if (this.rooms.get(name) !== room) throw disconnected();
      this.#welcome(room, ack);
      return room;
    } catch (error) {
      if (this.rooms.get(name) === room) this.#forget(room);
      throw error;
    }
  }

  /** @param {Room} room */
  async leave(room) {
    const joined = room.status === "joined";
    this.#forget(room);
    if (joined) await this.#transport.request("leave", { room: room.name });
  }

  /**
   * @param {Room} room
   * @param {string} text
   */
  async say(room, text) {
    await this.#joined(room);
    await this.#transport.request("say", { room: room.name, text });
  }

  /**
   * @param {Room} room
   * @param {string} to
   * @param {string} text
   */
  async whisper(room, to, text) {
    await this.#joined(room);
    await this.#transport.request("whisper", { room: room.name, to, text });
    // The server does not send it back, so add the entry here.
    this.#add(room, { kind: "whisper-sent", to, text, at: this.#clock.now() });
    this.onChange(room, undefined);
  }

  /** @param {Room} room */
  async #joined(room) {
    while (room.status !== "joined") {
      if (this.rooms.get(room.name) !== room) throw disconnected();
      await room.ready;
    }
  }

  #stateChanged() {
    const open = this.#transport.state === "open";
    if (open === this.#wasOpen) return;
    this.#wasOpen = open;
    for (const room of [...this.rooms.values()]) {
      if (room.status === "joining") continue; // its request ends by itself
      if (open) this.#rejoin(room, 0);
      else this.#suspend(room);
    }
  }

  /** @param {Room} room */
  #suspend(room) {
    this.#clock.clearTimeout(room.timer);
    room.held = [];
    if (room.status === "joined") {
      room.status = "rejoining";
      room.ready = new Promise((resolve) => {
        room.settle = resolve;
      });
    }
    this.onChange(room, undefined);
  }

  /**
   * @param {Room} room
   * @param {number} attempt
   */
  async #rejoin(room, attempt) {
    try {
      const ack = await this.#transport.request("join", {
        room: room.name,
        ...(room.wanted && { name: room.wanted }),
        since: room.upTo,
        ...(room.epoch && { epoch: room.epoch }),
      });
      if (this.rooms.get(room.name) === room) this.#welcome(room, ack);
    } catch (error) {
      if (this.rooms.get(room.name) !== room || !(error instanceof TransportError)) return;
      if (error.code === "disconnected") return; // the next connection starts again
      const again = error.code === "name_taken" || error.code === "timeout";
      if (again && attempt < NAME_ATTEMPTS) {
        room.trouble = error;
        room.timer = this.#clock.setTimeout(
          () => this.#rejoin(room, attempt + 1),
          backoff(attempt, this.#clock.random),
        );
        this.onChange(room, undefined);
      } else {
        this.#forget(room, error);
      }
    }
  }

  /**
   * Apply the acknowledgement of a join, then the events that arrived before it: the server guarantees no order.
   *
   * @param {Room} room
   * @param {any} ack
   */
  #welcome(room, ack) {
    const first = room.status === "joining";
    const now = this.#clock.now();
    if (ack.room !== room.name) this.#rekey(room, ack.room);
    if (!first && ack.name !== room.me)
      this.#add(room, { kind: "renamed", name: ack.name, at: now });
    const held = room.held.splice(0);
    const numbers = [...ack.missed, ...held.map(({ data }) => data)].map(({ seq }) => seq);
    const firstNumber = Math.min(ack.seq + 1, ...numbers.filter((seq) => seq !== undefined));
    if (first) {
      room.upTo = firstNumber - 1;
    } else if (ack.gap) {
      this.#add(room, { kind: "gap", at: now });
      if (ack.epoch !== room.epoch) {
        // The numbering has restarted: existing entries stay above the new ones.
        room.oldest = room.entries.length;
        room.ahead.clear();
        room.upTo = firstNumber - 1;
      } else {
        room.upTo = Math.max(room.upTo, firstNumber - 1);
      }
    }
    Object.assign(room, { me: ack.name, members: ack.members, epoch: ack.epoch });
    Object.assign(room, { status: "joined", trouble: undefined });
    for (const data of ack.missed) this.#apply(room, "said", data);
    for (const { event, data } of held) this.#apply(room, event, data);
    room.settle();
    this.onChange(room, undefined);
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  #receive(event, data) {
    const room = this.rooms.get(data.room);
    if (!room) return;
    if (room.status !== "joined") {
      room.held.push({ event, data });
      return;
    }
    this.#apply(room, event, data);
    this.onChange(room, undefined);
  }

  /**
   * @param {Room} room
   * @param {string} event
   * @param {any} data
   */
  #apply(room, event, { name, text, seq, members, at = this.#clock.now() }) {
    if (event === "said") {
      if (seq <= room.upTo || room.ahead.has(seq)) return;
      room.ahead.add(seq);
      while (room.ahead.delete(room.upTo + 1)) room.upTo++;
      this.#add(room, { kind: "said", name, text, seq, at });
    } else if (event === "whispered") {
      this.#add(room, { kind: "whispered", name, text, at });
    } else {
      room.members = members;
      if (name !== room.me)
        this.#add(room, { kind: event === "joined" ? "joined" : "left", name, at });
    }
  }

  /**
   * Add an entry at the end. A numbered message goes before messages with greater numbers.
   *
   * @param {Room} room
   * @param {Entry} entry
   */
  #add(room, entry) {
    const { entries } = room;
    let place = entries.length;
    if (entry.seq !== undefined) {
      for (let i = entries.length - 1; i >= room.oldest; i--) {
        const { seq } = /** @type {Entry} */ (entries[i]);
        if (seq === undefined) continue;
        if (seq < entry.seq) break;
        place = i;
      }
    }
    entries.splice(place, 0, entry);
    if (entries.length > KEPT) {
      entries.shift();
      room.oldest = Math.max(0, room.oldest - 1);
    }
  }

  /**
   * @param {Room} room
   * @param {string} name
   */
  #rekey(room, name) {
    this.rooms.delete(room.name);
    room.name = name;
    this.rooms.set(name, room);
  }

  /**
   * @param {Room} room
   * @param {Error} [reason]
   */
  #forget(room, reason) {
    this.#clock.clearTimeout(room.timer);
    this.rooms.delete(room.name);
    room.settle();
    this.onChange(room, reason);
  }
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {Room}
 */
function newRoom(name, wanted) {
  let settle = () => {};
  const ready = new Promise((/** @type {(value: void) => void} */ resolve) => {
    settle = resolve;
  });
  return {
    name,
    wanted,
    ready,
    settle,
    status: "joining",
    me: "",
    members: [],
    entries: [],
    epoch: undefined,
    upTo: 0,
    ahead: new Set(),
    oldest: 0,
    held: [],
    trouble: undefined,
    timer: undefined,
  };
}

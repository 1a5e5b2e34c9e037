/** A chat model for tests, which play the server with these helpers. */

import { ChatModel } from "../chat-model.js";
import { FakeClock, FakeTransport, settled } from "./fakes.js";

/** @type {FakeClock} */
export let clock;
/** @type {FakeTransport} */
export let transport;
/** @type {ChatModel} */
export let model;

/** Start again with an open connection and no rooms. */
export function begin() {
  clock = new FakeClock();
  transport = new FakeTransport();
  model = new ChatModel(transport, clock);
  transport.connect();
}

/** The default acknowledgement of a join. */
export const ACK = {
  room: "lobby",
  name: "ada",
  members: ["ada"],
  seq: 0,
  epoch: "e1",
  missed: [],
  gap: false,
};

/**
 * Join the lobby.
 *
 * @param {object} [ack] what the server answers beyond `ACK`
 */
export async function join(ack) {
  const joining = model.join("lobby", "ada");
  const request = transport.take();
  request.answer({ ...ACK, ...ack });
  return { room: await joining, request };
}

/**
 * @param {number} seq
 * @param {string} [text]
 */
export const said = (seq, text = `message ${seq}`) => ({
  room: "lobby",
  name: "bob",
  text,
  at: seq,
  seq,
});

/**
 * Deliver the messages with these numbers.
 *
 * @param {number[]} numbers
 */
export function hear(...numbers) {
  for (const seq of numbers) transport.receive("said", said(seq));
}

/**
 * Return the numbers of a room's messages, and the kinds of entries without a number.
 *
 * @param {import("../chat-model.js").Room} room
 */
export const shown = (room) => room.entries.map(({ kind, seq }) => seq ?? kind);

/** Lose the connection and reconnect; returns the rejoin request. */
export async function comeBack() {
  transport.lose();
  transport.connect();
  await settled();
  return transport.take();
}

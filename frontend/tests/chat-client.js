/** A chat model whose server is the test, and the words to tell what happens to it. */

import { ChatModel } from "../chat-model.js";
import { FakeClock, FakeTransport, settled } from "./fakes.js";

/** @type {FakeClock} */
export let clock;
/** @type {FakeTransport} */
export let transport;
/** @type {ChatModel} */
export let model;

/** Begin anew, with an open connection and no rooms. */
export function begin() {
  clock = new FakeClock();
  transport = new FakeTransport();
  model = new ChatModel(transport, clock);
  transport.connect();
}

/** An acknowledgement of a join, where nothing else is said. */
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
 * Let the messages with these numbers arrive.
 *
 * @param {number[]} numbers
 */
export function hear(...numbers) {
  for (const seq of numbers) transport.receive("said", said(seq));
}

/**
 * The numbers of the messages that a room shows, and the kinds of what has no number.
 *
 * @param {import("../chat-model.js").Room} room
 */
export const shown = (room) => room.entries.map(({ kind, seq }) => seq ?? kind);

/** Lose the connection and get a new one; gives the request to join again. */
export async function comeBack() {
  transport.lose();
  transport.connect();
  await settled();
  return transport.take();
}

/** Get missed messages after a reconnect: ask for all after the last number, over Socket.IO.
 *
 *     const socket = follow("https://example.org", 0, (text) => console.log(text));
 *
 * A client that is offline misses what the server emits. So the server numbers its messages from
 * 1 and stores each before it emits it: `emit("news", number, text)`. It acknowledges "since"
 * with a list of all later ones: [[8, "eight"], [9, "nine"]]. A gap in the numbers also shows a
 * missed one.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {number} last the number of the last message that the page already has, or 0
 * @param {(text: string) => void} onmessage called once for each message, in order
 */
export function follow(url, last, onmessage) {
  const receive = (/** @type {number} */ number, /** @type {string} */ text) => {
    if (number !== last + 1) return; // already received in the answer to "since"
    last = number;
    onmessage(text);
  };
  const catchUp = () => {
    socket.emit("since", last, (/** @type {[number, string][]} */ missed) => {
      for (const [number, text] of missed) receive(number, text);
    });
  };
  const socket = io(url);
  socket.on("connect", catchUp);
  socket.on("news", (number, text) => {
    if (number > last + 1) catchUp();
    else receive(number, text);
  });
  return socket;
}

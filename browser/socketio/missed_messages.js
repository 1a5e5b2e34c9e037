/** Get missed Socket.IO messages after a reconnect: ask for all since the last number that was seen.
 *
 *     const socket = follow("https://example.org", 0, (text) => console.log(text));
 *
 * What a server emits to a client that is away is lost. So the server numbers its messages from 1 and
 * keeps them before it emits them: `emit("news", number, text)`. It acknowledges "since" with a list
 * of all later ones: [[8, "eight"], [9, "nine"]]. A gap shows that one was missed without a loss.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {number} last the number of the last message that the page already has, or 0
 * @param {(text: string) => void} onmessage called once for each, in order
 */
export function follow(url, last, onmessage) {
  const take = (/** @type {number} */ number, /** @type {string} */ text) => {
    if (number !== last + 1) return; // seen before: in an answer, and then live
    last = number;
    onmessage(text);
  };
  const catchUp = () => {
    socket.emit("since", last, (/** @type {[number, string][]} */ missed) => {
      for (const [number, text] of missed) take(number, text);
    });
  };
  const socket = io(url);
  socket.on("connect", catchUp);
  socket.on("news", (number, text) => {
    if (number > last + 1) catchUp();
    else take(number, text);
  });
  return socket;
}

/** Authenticate a WebSocket with a token: as a subprotocol, or as the first message.
 *
 *     const socket = await openWithToken("wss://example.org/ws", token);
 *     const other = await openWithToken("wss://example.org/ws", token, "chat.v1");
 *
 * A page cannot set a WebSocket's headers, and a token in the URL ends up in the logs of every proxy.
 * As the first message: the server closes, with a code and a reason, what does not begin with a good
 * token, and must not wait for ever for one; here it also says something when it is content.
 * As a subprotocol: the server has it at the handshake, and chooses the other one that was offered.
 * The token must be without = / , and the like, as a JWT is, and a page is told 1006 of each refusal.
 *
 * @param {string} url
 * @param {string} token
 * @param {string} [subprotocol] offered together with the token; without it, the token is a message
 * @returns {Promise<WebSocket>}
 */
export function openWithToken(url, token, subprotocol) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, subprotocol ? [subprotocol, `bearer.${token}`] : []);
    const accepted = () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      resolve(socket);
    };
    if (subprotocol) {
      socket.onopen = accepted;
    } else {
      socket.onopen = () => socket.send(JSON.stringify({ token }));
      socket.onmessage = accepted;
    }
    socket.onclose = ({ code, reason }) => reject(new Error(`refused: ${code} ${reason}`.trim()));
  });
}

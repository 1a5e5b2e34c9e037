/** Authenticate a WebSocket with a token: as a subprotocol, or as the first message.
 *
 *     const socket = await openWithToken("wss://example.org/ws", token);
 *     const other = await openWithToken("wss://example.org/ws", token, "chat.v1");
 *
 * A page cannot set a WebSocket's headers, and proxies log tokens in URLs.
 * As the first message: the server closes connections without a valid token, with a code and a
 * reason, and limits how long it waits. Here it also sends a message when it accepts the token.
 * As a subprotocol: the server gets the token in the handshake and selects the other subprotocol.
 * The token must not contain = / , and the like, as with a JWT. If rejected, the page only sees
 * 1006.
 *
 * @param {string} url
 * @param {string} token
 * @param {string} [subprotocol] offered with the token; without it, the token is a message
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
    socket.onclose = ({ code, reason }) => reject(new Error(`rejected: ${code} ${reason}`.trim()));
  });
}

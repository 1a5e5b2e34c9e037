/** Send a token when Socket.IO connects: the `auth` option, as an object or as a function.
 *
 *     const socket = connectWithToken("https://example.org", "fixed for the page's life");
 *     const other = connectWithToken("https://example.org", () => fetchToken());
 *
 * It is sent at every connection, after a loss too. An object is sent as it is then: set
 * `socket.auth = { token: "new" }` to have another next time. A function is called each time, so that
 * a token which has run out can be replaced. Unlike the `query` option, neither is part of a URL,
 * which proxies log. The connect handler of Flask-SocketIO has it as its one argument.
 */
import { io } from "socket.io-client";

/**
 * @param {string} url
 * @param {string | (() => Promise<string>)} token
 */
export function connectWithToken(url, token) {
  if (typeof token === "string") return io(url, { auth: { token } });
  return io(url, {
    auth: (send) => {
      // Without the second function a failed fetch would leave it connecting for ever.
      token().then(
        (fresh) => send({ token: fresh }),
        () => send({}), // the server refuses it: connect_error
      );
    },
  });
}

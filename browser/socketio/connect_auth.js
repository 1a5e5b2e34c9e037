/** Authenticate a connection with a token: Socket.IO's `auth` option, an object or a function.
 *
 *     const socket = connectWithToken("https://example.org", "a token that does not change");
 *     const other = connectWithToken("https://example.org", () => fetchToken());
 *
 * The client sends `auth` each time it connects, also when it reconnects. To replace an object,
 * set `socket.auth = { token: "new" }`. A function is called each time, so it can replace an
 * expired token. Unlike the `query` option, `auth` is not in the URL, which proxies log. In
 * Flask-SocketIO it is the argument of the connect handler.
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
      // Without the second function, a failed fetch would leave the client connecting forever.
      token().then(
        (fresh) => send({ token: fresh }),
        () => send({}), // the server rejects it: connect_error
      );
    },
  });
}

"""check_origin returns True: another website's page acts as your user.

Looks like:
    other websites or strangers get in
    wrong user: session and login

Symptom:
    client: a page of another origin reads and does whatever the logged-in user can
    wire: 101 Switching Protocols, for a request with a foreign Origin

Cause:
    A browser lets any page open a WebSocket to any server, and sends the server's cookies along. It
    leaves it to the server to look at the Origin header. Tornado accepts pages of its own origin,
    and asks `check_origin` about all others. An override that returns True, often pasted to get rid
    of a 403, removes this protection. Only the cookie's SameSite attribute is left, if you set it
    (only Chromium treats a cookie without one as Lax): Lax keeps the cookie from other sites, but a
    page on another port or subdomain belongs to the same site.

Fix:
    Do not override `check_origin`: Tornado accepts pages of the server's own origin by default.
    List the others in the setting `trusted_origins` (Tornado 6.6), or compare with a list of your
    own in `check_origin`. If you accept every origin, do not identify users by a cookie: let the
    page send a token.

Versions:
    Tornado 6.6.1. The check came with 4.0; earlier versions accepted every origin.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin
    https://github.com/tornadoweb/tornado/issues/2869
    https://www.rfc-editor.org/rfc/rfc6455#section-10.2
    tornado/web.py: RequestHandler._check_cross_origin
"""

import asyncio

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Login(RequestHandler):
    def get(self) -> None:
        self.set_signed_cookie("user", "ada", httponly=True, samesite="Lax")


class Account(WebSocketHandler):
    def open(self) -> None:
        user = self.get_signed_cookie("user") or b"guest"
        self.user = user.decode()
        print("connected as", self.user, "from", self.request.headers["Origin"])

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"{self.user} has said: {message!s}")


async def serve(port: int, account: type[WebSocketHandler]) -> None:
    app = Application([("/login", Login), ("/account", account)], cookie_secret="not so secret")
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class OpenAccount(Account):
        def check_origin(self, origin: str) -> bool:
            return True

    asyncio.run(serve(port, OpenAccount))


def fixed(port: int) -> None:
    asyncio.run(serve(port, Account))


if __name__ == "__main__":
    run(broken, fixed)

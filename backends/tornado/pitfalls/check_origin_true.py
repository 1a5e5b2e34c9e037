"""check_origin returns True, and another website's page acts as your user.

Looks like:
    open to strangers
    who is it? session and login

Symptom:
    client: a page of another origin reads and does what the user who is logged in may
    wire: 101 Switching Protocols, to a request whose Origin is a stranger's

Cause:
    Browsers let any page open a WebSocket to any server, send the server's cookies along, and
    leave it to the server to look at the Origin header. Tornado lets pages of its own origin in,
    and asks `check_origin` about all others. An override that returns True, often pasted as the
    cure for a 403, removes the only protection. What stays is the cookie's SameSite, where you set
    it (only Chromium takes Lax for the default): Lax keeps it from other sites, but a page on
    another port or subdomain is the same site.

Fix:
    Do not override it: pages of the server's own origin are let in by themselves. Name the others
    in the setting `trusted_origins` (Tornado 6.6), or compare with a list in `check_origin`. Where
    every origin is welcome, do not go by a cookie: let the page send a token.

Versions:
    Tornado 6.6.1. The check came with 4.0; before, every origin was let in.

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
        user = self.get_signed_cookie("user") or b"nobody"
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

"""Log in with fetch, then open a WebSocket: a signed cookie tells who the user is.

The browser sends the cookie with the handshake. Pages of other websites cannot use it: Tornado
checks the Origin of a handshake, and `cross_origin_protection` rejects their POST.
"""

# /// script
# dependencies = ["tornado>=6.6"]
# ///
import argparse
import asyncio
import secrets

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler


class Page(RequestHandler):
    def get(self) -> None:
        self.render("login.html")


class LogIn(RequestHandler):
    def post(self) -> None:
        name = self.get_body_argument("name")  # check a password here
        # If the site has HTTPS, add secure=True.
        self.set_signed_cookie("user", name, expires_days=None, httponly=True, samesite="Lax")
        self.set_status(204)


class Socket(WebSocketHandler):
    def get_current_user(self) -> str | None:
        user = self.get_signed_cookie("user")
        return user.decode() if user else None

    def prepare(self) -> None:
        if not self.current_user:
            self.set_status(401)
            self.finish("log in first")

    async def open(self) -> None:
        await self.write_message(f"Hello, {self.current_user}!")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application(
        [("/", Page), ("/login", LogIn), ("/ws", Socket)],
        cookie_secret=secrets.token_hex(),  # use a fixed one: a new one logs everyone out
        cross_origin_protection=True,
    )
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

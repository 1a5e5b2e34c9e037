"""The server at the other end of the native pitfalls' pages: `--port N`."""

import argparse
import asyncio
import json
import socket
import time

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

REST_SECONDS = 0.5
FLOOD = 40
"""So many attempts in a row, and the server gives in, or a play would have no end."""

PATIENCE_SECONDS = 0.5
PING_SECONDS = 0.6


class Echo(WebSocketHandler):
    """Sends back what comes."""

    async def on_message(self, message: str | bytes) -> None:
        """Send it back, as text or as bytes."""
        await self.write_message(message, binary=isinstance(message, bytes))


class Strict(Echo):
    """Takes nobody who is silent for long."""

    def open(self) -> None:
        """Begin to wait."""
        self._loop = asyncio.get_running_loop()
        self._wait()

    def _wait(self) -> None:
        self._timer = self._loop.call_later(PATIENCE_SECONDS, self.close, 4000, "no heartbeat")

    async def on_message(self, message: str | bytes) -> None:
        """Wait anew."""
        self._timer.cancel()
        self._wait()
        await super().on_message(message)

    def on_close(self) -> None:
        """Wait no more."""
        self._timer.cancel()


class Pinging(Echo):
    """Sends pings, and closes where a browser does not answer them in time."""

    @property
    def ping_interval(self) -> float:
        """Seconds from ping to ping, and to the end of its patience."""
        return PING_SECONDS


class Welcome(Echo):
    """Says something as soon as the connection is open."""

    async def open(self) -> None:
        """Say it."""
        await self.write_message("welcome")


class Prices(WebSocketHandler):
    """Sends JSON as bytes, as many encoders write it."""

    async def on_message(self, message: str | bytes) -> None:
        """Answer with a price."""
        price = {"name": message, "price": 3.5}
        await self.write_message(json.dumps(price).encode(), binary=True)


class Deaf(WebSocketHandler):
    """Reads one message, and no other one until an hour later."""

    async def on_message(self, message: str | bytes) -> None:
        """Tornado reads on when this is over."""
        await asyncio.sleep(3600)


class Overloaded(WebSocketHandler):
    """Takes a client, and sends it away at once, until it has been left alone for a while."""

    last = 0.0
    attempts = 0

    async def open(self) -> None:
        """Send it away, or let it stay."""
        Overloaded.attempts += 1
        rested = time.monotonic() - Overloaded.last > REST_SECONDS and Overloaded.attempts > 1
        Overloaded.last = time.monotonic()
        if not rested and Overloaded.attempts < FLOOD:
            self.close(1013, "try again later")
        else:
            await self.write_message("welcome")


class Login(RequestHandler):
    """Gives a cookie to everybody."""

    def get(self) -> None:
        """Log in as Ada."""
        self.set_cookie("user", "ada")
        self.write("welcome, ada")


class Members(WebSocketHandler):
    """Is for pages of the same origin, as Tornado has it by default."""

    async def open(self) -> None:
        """Say who it is."""
        await self.write_message(f"hello, {self.get_cookie('user', 'stranger')}")


class Lobby(Members):
    """Is for pages of every origin."""

    def check_origin(self, origin: str) -> bool:
        """Take everybody."""
        return True


class Private(WebSocketHandler):
    """Takes nobody without a token, and says so."""

    def prepare(self) -> None:
        """Refuse the handshake, or the question about it."""
        if not self.get_query_argument("token", ""):
            self.set_status(403)
            self.finish("your token has expired")


HANDLERS = [
    ("/echo", Echo),
    ("/strict", Strict),
    ("/pinging", Pinging),
    ("/welcome", Welcome),
    ("/prices", Prices),
    ("/deaf", Deaf),
    ("/overloaded", Overloaded),
    ("/login", Login),
    ("/members", Members),
    ("/lobby", Lobby),
    ("/private", Private),
]


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    listening = bind_sockets(port, "127.0.0.1")
    for it in listening:
        # Small, so that a page soon feels that nobody reads.
        it.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
    HTTPServer(Application(HANDLERS)).add_sockets(listening)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    asyncio.run(serve(parser.parse_args().port))

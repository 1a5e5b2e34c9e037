"""The server for the native pitfalls' pages: `--port N`."""

import argparse
import asyncio
import json
import socket
import time

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

REST_SECONDS = 1.0
"""From one close to the next client: longer than a busy machine takes to reconnect at once."""

FLOOD = 40
"""After this many attempts the server accepts a client anyway, so that the script ends."""

PATIENCE_SECONDS = 0.5
PING_SECONDS = 0.6


class Echo(WebSocketHandler):
    """Sends every message back."""

    async def on_message(self, message: str | bytes) -> None:
        """Send it back, as text or as bytes, as it came."""
        await self.write_message(message, binary=isinstance(message, bytes))


class Strict(Echo):
    """Closes clients that send nothing for a while."""

    def open(self) -> None:
        """Start the timer."""
        self._loop = asyncio.get_running_loop()
        self._wait()

    def _wait(self) -> None:
        self._timer = self._loop.call_later(PATIENCE_SECONDS, self.close, 4000, "no heartbeat")

    async def on_message(self, message: str | bytes) -> None:
        """Restart the timer."""
        self._timer.cancel()
        self._wait()
        await super().on_message(message)

    def on_close(self) -> None:
        """Stop the timer."""
        self._timer.cancel()


class Pinging(Echo):
    """Sends pings, and closes clients that do not answer in time."""

    @property
    def ping_interval(self) -> float:
        """Seconds from ping to ping, and the limit for the pong."""
        return PING_SECONDS


class Welcome(Echo):
    """Sends a message as soon as the connection is open."""

    async def open(self) -> None:
        """Send the message."""
        await self.write_message("welcome")


class Prices(WebSocketHandler):
    """Sends JSON as bytes, as many encoders return it."""

    async def on_message(self, message: str | bytes) -> None:
        """Answer with a price."""
        price = {"name": message, "price": 3.5}
        await self.write_message(json.dumps(price).encode(), binary=True)


class Deaf(WebSocketHandler):
    """Reads one message, and the next one an hour later."""

    async def on_message(self, message: str | bytes) -> None:
        """Sleep: Tornado reads the next message when this returns."""
        await asyncio.sleep(3600)


class Overloaded(WebSocketHandler):
    """Closes each client at once, until it gets a rest from new ones."""

    last = 0.0
    attempts = 0

    async def open(self) -> None:
        """Close the client, or serve it after a rest."""
        Overloaded.attempts += 1
        rested = time.monotonic() - Overloaded.last > REST_SECONDS and Overloaded.attempts > 1
        if not rested and Overloaded.attempts < FLOOD:
            self.close(1013, "try again later")
        else:
            await self.write_message("welcome")

    def on_close(self) -> None:
        """Start to rest."""
        Overloaded.last = time.monotonic()


class Login(RequestHandler):
    """Sets a cookie for any client."""

    def get(self) -> None:
        """Log in as Ada."""
        self.set_cookie("user", "ada")
        self.write("welcome, ada")


class Members(WebSocketHandler):
    """Accepts pages of the same origin, which is Tornado's default."""

    async def open(self) -> None:
        """Greet the client by its name."""
        await self.write_message(f"hello, {self.get_cookie('user', 'stranger')}")


class Lobby(Members):
    """Accepts pages of every origin."""

    def check_origin(self, origin: str) -> bool:
        """Accept every origin."""
        return True


class Private(WebSocketHandler):
    """Rejects clients without a token, and says why."""

    def prepare(self) -> None:
        """Reject the handshake, or the HTTP request about it."""
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
    """Serve until the process ends."""
    listening = bind_sockets(port, "127.0.0.1")
    for it in listening:
        # Small, so that a page's send queue soon grows if the server does not read.
        it.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
    HTTPServer(Application(HANDLERS)).add_sockets(listening)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    asyncio.run(serve(parser.parse_args().port))

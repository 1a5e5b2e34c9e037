"""Send a private message to one user: a dictionary of each user's connections.

Here the name is in the URL, so anyone can use any name; login.py shows how to know the user.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from collections import defaultdict
from contextlib import suppress

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

connections: defaultdict[str, set["Person"]] = defaultdict(set)


class Person(WebSocketHandler):
    def open(self, name: str) -> None:
        self.name = name
        connections[name].add(self)

    def on_message(self, message: str | bytes) -> None:
        to, _, text = str(message).partition(" ")
        if to not in connections:
            self.send(f"{to} is not here")
        for connection in connections.get(to, ()):
            connection.send(f"{self.name} to you: {text}")

    def on_close(self) -> None:
        connections[self.name].discard(self)
        if not connections[self.name]:
            del connections[self.name]

    def send(self, text: str) -> None:
        IOLoop.current().add_callback(self.write_text, text)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Pings find clients that no longer read, and Tornado closes them.
    app = Application([(r"/ws/(\w+)", Person)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

"""Push events from a background task: a PeriodicCallback sends to every client once a second.

The server sends without being asked. A client that is still receiving one tick misses the next, so
it delays neither the clock nor other clients.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import itertools
from contextlib import suppress

from tornado.ioloop import PeriodicCallback
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

listeners: set["Listener"] = set()


class Listener(WebSocketHandler):
    writing: asyncio.Task[None] | None = None

    def open(self) -> None:
        listeners.add(self)

    def on_close(self) -> None:
        listeners.discard(self)

    def push(self, text: str) -> None:
        if self.writing is None or self.writing.done():
            self.writing = asyncio.create_task(self.write_text(text))

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--seconds", type=float, default=1)
    args = parser.parse_args()
    numbers = itertools.count(1)

    def tick() -> None:
        text = f"tick {next(numbers)}"
        for listener in listeners:
            listener.push(text)

    PeriodicCallback(tick, args.seconds * 1000).start()
    Application([("/ws", Listener)]).listen(args.port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

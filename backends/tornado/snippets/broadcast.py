"""Broadcast to all clients: a bounded queue and a writer task for each, so slow ones block no one.

If you await `write_message` in a loop over the clients, all of them wait for the slowest. If you do
not await it, what a client does not read piles up in memory. Here each client has a bounded queue
and a task that awaits; a client whose queue is full is closed.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Client"] = set()


class Client(WebSocketHandler):
    def open(self) -> None:
        self.queue: asyncio.Queue[str | bytes] = asyncio.Queue(maxsize=100)
        self.writer = asyncio.create_task(self.write_queue())
        clients.add(self)

    def on_message(self, message: str | bytes) -> None:
        for client in list(clients):
            client.send(message)

    def on_close(self) -> None:
        clients.discard(self)
        self.writer.cancel()

    def send(self, message: str | bytes) -> None:
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            clients.discard(self)
            self.close(1013, "you read too slowly")

    async def write_queue(self) -> None:
        with suppress(WebSocketClosedError):  # on_close follows
            while True:
                message = await self.queue.get()
                await self.write_message(message, binary=isinstance(message, bytes))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Client)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

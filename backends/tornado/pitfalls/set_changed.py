"""Set changed size during iteration: a client joins during a broadcast.

Looks like:
    the client gets nothing
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: the sender's connection closes with 1006, and some clients may never get the message,
        depending on the set's order
    server: RuntimeError: Set changed size during iteration

Cause:
    The loop awaits each `write_message`, and during each wait the server handles other events:
    `open` adds a client to the set, or `on_close` removes one. The next step of the loop finds that
    the set has changed, and raises. The exception comes out of the sender's `on_message`, so
    `WebSocketProtocol._run_callback` closes the sender's connection too. A loop without `await` is
    safe.

    The slow reader makes the error certain. Without one, and with a client that joined and left
    about forty times a second, it ended 49 of 300 broadcasts to 5 clients and 201 of 300 to 50
    clients.

Fix:
    Iterate over a copy: `list(clients)`. Some clients in the copy may have left before their turn,
    so catch `WebSocketClosedError` around each write.

Versions:
    Tornado 6.6.1 on Python 3.11, and all earlier versions. A dictionary raises "dictionary changed
    size during iteration"; a list raises nothing and skips a client.

References:
    https://docs.python.org/3/library/stdtypes.html#dictionary-view-objects
    https://websockets.readthedocs.io/en/stable/topics/broadcast.html
    tornado/websocket.py: WebSocketProtocol._run_callback
"""

import asyncio
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run

REPORT = "all our figures " * 500_000  # more than the buffers of a connection hold


class Client(WebSocketHandler):
    def open(self, name: str) -> None:
        clients.add(self)
        print(name, "has joined")

    def on_close(self) -> None:
        clients.discard(self)


clients: set[Client] = set()


async def serve(port: int, client: type[Client]) -> None:
    Application([(r"/ws/(\w+)", client)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Sender(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("your report goes to all")
            for client in clients:
                with suppress(WebSocketClosedError):
                    await client.write_message(REPORT)
            await self.write_message("all have it")

    asyncio.run(serve(port, Sender))


def fixed(port: int) -> None:
    class Sender(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("your report goes to all")
            for client in list(clients):
                with suppress(WebSocketClosedError):
                    await client.write_message(REPORT)
            await self.write_message("all have it")

    asyncio.run(serve(port, Sender))


if __name__ == "__main__":
    run(broken, fixed)

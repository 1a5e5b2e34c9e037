"""WebSocketClosedError ends a broadcast: the remaining clients get nothing.

Looks like:
    the client gets nothing
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: the sender's connection closes with 1006, and some clients never get the message
    server: tornado.websocket.WebSocketClosedError

Cause:
    `write_message` to a client that has left raises `WebSocketClosedError`, with no text. The error
    ends the loop, so the remaining clients get nothing. `on_close` does remove a client from the
    list in time, but at each `await` in the loop the server handles other events: here a client
    leaves while the broadcast waits for a slow reader. The error comes out of the sender's
    `on_message`, so `WebSocketProtocol._run_callback` closes the sender's connection as well.

    The slow reader makes the error certain. Without one, and with a client that left about forty
    times a second, it ended 13 of 300 broadcasts to 5 clients and 66 of 300 to 50 clients.

Fix:
    Catch the error around each write and continue with the next client: `on_close` does the rest.
    Better still, do not let one client wait for another: give each client its own queue, or use
    `asyncio.gather` over a coroutine of your own per client, with the `try` inside.
    `gather(*(c.write_message(text) for c in clients), return_exceptions=True)` is not enough: a
    client that has left raises while the arguments of `gather` are still being built.

Versions:
    Tornado 6.6.1. A write to a client that has left raises at once, awaited or not. If the client
    leaves while its bytes still wait and you do not await, the log says "Task exception was never
    retrieved".

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketClosedError
    https://github.com/tornadoweb/tornado/issues/2568
    tornado/websocket.py: WebSocketHandler.write_message
"""

import asyncio
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run

REPORT = "all our figures " * 500_000  # more than the buffers of a connection hold


class Client(WebSocketHandler):
    def open(self, name: str) -> None:
        self.name = name
        clients.append(self)

    def on_close(self) -> None:
        clients.remove(self)
        print(self.name, "has left")


clients: list[Client] = []


async def serve(port: int, client: type[Client]) -> None:
    Application([(r"/ws/(\w+)", client)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Sender(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("your report goes to all")
            for client in clients.copy():
                await client.write_message(REPORT)

    asyncio.run(serve(port, Sender))


def fixed(port: int) -> None:
    class Sender(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("your report goes to all")
            for client in clients.copy():
                with suppress(WebSocketClosedError):
                    await client.write_message(REPORT)

    asyncio.run(serve(port, Sender))


if __name__ == "__main__":
    run(broken, fixed)

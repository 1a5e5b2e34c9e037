"""WebSocketClosedError in a broadcast: clients after the one who left get nothing.

Looks like:
    the client gets nothing
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: the sender's connection closes with 1006, and some never get the message
    server: tornado.websocket.WebSocketClosedError

Cause:
    `write_message` to a client that has gone raises `WebSocketClosedError`, with no text, and the
    loop ends there: the others are not written to. `on_close` takes a client out of the list in
    time, but each `await` in the loop lets the server do other things: here somebody leaves while
    the broadcast waits for a slow reader. The error comes out of the sender's `on_message`, so
    `WebSocketProtocol._run_callback` drops the sender's connection as well.

    The slow reader makes it certain. Without one, with somebody who left some forty times a second,
    13 of 300 broadcasts to 5 clients ended so, and 66 of 300 to 50 clients.

Fix:
    Expect the error at each single write, and go on: `on_close` does the rest. Better still, do not
    let one client wait for another: a queue each, or `asyncio.gather` over a coroutine of your own
    for each client, with the `try` inside. `gather(*(c.write_message(text) for c in clients),
    return_exceptions=True)` does not do: the first one who has left raises while its arguments are
    being made.

Versions:
    Tornado 6.6.1. A client who has left raises at once, awaited or not. Where nobody awaits, one
    who leaves while the bytes still wait is a "Task exception was never retrieved".

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

REPORT = "all our figures " * 500_000  # more than the buffers of a connection take


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

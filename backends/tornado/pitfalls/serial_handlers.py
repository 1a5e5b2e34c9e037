"""A slow message delays all later messages of the same connection.

Looks like:
    late, or only after something else
    all clients wait

Symptom:
    client: a quick answer, or a cancellation, comes only after the slow answer
    server: nothing: other connections are served as usual

Cause:
    An `async def on_message` suggests that messages are handled concurrently. Within one connection
    they are not: `WebSocketProtocol13._receive_frame` awaits what `on_message` returns before it
    reads the next frame. Pongs and the client's Close are frames too, so they wait as well.

Fix:
    Start a task for slow work, keep a reference to it, and return from `on_message`. Then you have
    three things to handle: answers can change their order, a client can start more and more work,
    and errors belong to the task (see `fire_and_forget_task`).

Versions:
    Tornado 6.6.1; since 4.5, when `on_message` could become a coroutine.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.on_message
    https://github.com/tornadoweb/tornado/issues/2021
    tornado/websocket.py: WebSocketProtocol13._receive_frame
"""

import asyncio
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run


class Client(WebSocketHandler):
    async def answer(self, message: str | bytes) -> None:
        if message == "a report, please":
            await asyncio.sleep(1)
        await self.write_message(f"done: {message!s}")


async def serve(port: int, client: type[Client]) -> None:
    Application([("/ws", client)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class OneByOne(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.answer(message)

    asyncio.run(serve(port, OneByOne))


def fixed(port: int) -> None:
    tasks = set()  # the event loop holds only weak references

    class Concurrent(Client):
        def on_message(self, message: str | bytes) -> None:
            task = asyncio.create_task(self.work(message))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        async def work(self, message: str | bytes) -> None:
            with suppress(WebSocketClosedError):  # the client may have left by then
                await self.answer(message)

    asyncio.run(serve(port, Concurrent))


if __name__ == "__main__":
    run(broken, fixed)

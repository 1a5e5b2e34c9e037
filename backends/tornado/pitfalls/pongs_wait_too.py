"""ping timed out: a slow on_message disconnects its own client.

Looks like:
    closed after a while
    all clients wait

Symptom:
    client: close 1000 ping timed out, though it answers each ping at once
    server: tornado.websocket.WebSocketClosedError, when the slow handler writes its answer

Cause:
    The client's pong has arrived, but Tornado has not read it: `WebSocketProtocol13._receive_frame`
    awaits `on_message` before it reads the next frame, and a pong is a frame. When the timeout is
    over, `periodic_ping` has seen no pong and closes the connection. An `on_message` that runs
    longer than the timeout can be enough, and one that runs longer than interval and timeout
    together always is, even if nothing blocks and everything is awaited.

    The close code is 1000, as for a normal end. Tornado does not read the page's answer to the
    Close frame either, so the page's `close` event comes when the work is done or when the browser
    stops waiting (in Chromium, 2 s after its answer). The server calls `on_close` up to five
    seconds after the Close frame.

Fix:
    Return from `on_message` soon: start a task for slow work, and keep a reference to the task. A
    longer ping interval only moves the limit. The task has to handle its own errors: see
    `fire_and_forget_task`.

Versions:
    Tornado 6.6.1. Since 6.5 the timeout is at most the interval; before, its default was 30 s or
    more.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.ping_timeout
    https://github.com/tornadoweb/tornado/issues/2021
    tornado/websocket.py: WebSocketProtocol13.periodic_ping
"""

import asyncio
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run


class Client(WebSocketHandler):
    async def answer(self) -> None:
        await asyncio.sleep(2.5)
        print("the report is ready")
        await self.write_message("your report")


async def serve(port: int, client: type[Client]) -> None:
    app = Application([("/ws", client)], websocket_ping_interval=1)
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Waits(Client):
        async def on_message(self, message: str | bytes) -> None:
            await self.answer()

    asyncio.run(serve(port, Waits))


def fixed(port: int) -> None:
    tasks = set()

    class Returns(Client):
        def on_message(self, message: str | bytes) -> None:
            task = asyncio.create_task(self.work())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        async def work(self) -> None:
            with suppress(WebSocketClosedError):  # the client may have left by then
                await self.answer()

    asyncio.run(serve(port, Returns))


if __name__ == "__main__":
    run(broken, fixed)

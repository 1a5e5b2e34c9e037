"""A slow on_message has its own client thrown out: ping timed out.

Looks like:
    closed after a while
    everybody waits

Symptom:
    client: close 1000 ping timed out, though it answers each ping at once
    server: tornado.websocket.WebSocketClosedError, when the slow work wants to answer

Cause:
    The pong is there, and nobody reads it: `WebSocketProtocol13._receive_frame` awaits `on_message`
    before it reads the next frame, and a pong is a frame. `periodic_ping` finds no pong when the
    timeout is over, and closes. So an `on_message` that takes longer than the timeout can be
    enough, and longer than interval and timeout together always is, with nothing blocked and
    everything awaited. The code is 1000, which looks like a normal end. The page's answer to the
    Close is not read either, so its `close` event comes when the work is over, or when the browser
    waits no longer (Chromium: 2 s after its answer); the server's `on_close` up to five seconds
    after the Close.

Fix:
    Return from `on_message` soon: start a task for what takes long, and keep a reference to it. A
    longer ping interval only moves the limit. Errors are then the task's own: see
    `fire_and_forget_task`.

Versions:
    Tornado 6.6.1. Since 6.5 the timeout is the interval or less; before, it was 30 s or
    more by default.

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

"""A blocking call in a handler stalls every client.

Looks like:
    all clients wait
    late, or only after something else

Symptom:
    client: another client gets its echo only after the slow request has finished
    server: nothing in the log: the event loop is blocked

Cause:
    Tornado runs all handlers on one event loop, in one thread. While `time.sleep`, a query with a
    blocking driver, `requests.get` or a long calculation runs, the loop cannot do anything else: it
    reads from no connection and writes to none. Pongs and the HTTP side of the application wait as
    well.

Fix:
    Await instead of blocking: use `asyncio.sleep` and asynchronous drivers where they exist, and
    `asyncio.to_thread(function)` (or `IOLoop.run_in_executor`) for everything else that blocks. Run
    a long calculation in a `ProcessPoolExecutor`: in a thread it would compete with the loop for
    the interpreter.

Versions:
    Tornado 6.6.1 and all earlier versions.

References:
    https://www.tornadoweb.org/en/stable/faq.html
    https://websockets.readthedocs.io/en/stable/faq/server.html
"""

import asyncio
import time

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Echo(WebSocketHandler):
    """Sends every message back."""

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message)


async def serve(port: int, slow: type[WebSocketHandler]) -> None:
    Application([("/echo", Echo), ("/slow", slow)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Slow(WebSocketHandler):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("working")
            time.sleep(2)
            await self.write_message("done")

    asyncio.run(serve(port, Slow))


def fixed(port: int) -> None:
    class Slow(WebSocketHandler):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message("working")
            await asyncio.to_thread(time.sleep, 2)
            await self.write_message("done")

    asyncio.run(serve(port, Slow))


if __name__ == "__main__":
    run(broken, fixed)

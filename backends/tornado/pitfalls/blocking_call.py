"""A blocking call in a handler makes everybody wait.

Looks like:
    everybody waits
    late, or not before something else

Symptom:
    client: another client's echo comes only when the slow request is over
    server: nothing: the loop stands still

Cause:
    Tornado runs all handlers on one event loop, in one thread. `time.sleep`, a query with a
    blocking driver, `requests.get` or a long calculation keep the loop: nothing is read from any
    connection and nothing written, pongs and the HTTP side of the application included.

Fix:
    Await it: `asyncio.sleep` and asynchronous drivers where there are some, and
    `asyncio.to_thread(function)` (or `IOLoop.run_in_executor`) for whatever blocks. A long
    calculation in Python goes to a `ProcessPoolExecutor`: in a thread it would share the
    interpreter with the loop.

Versions:
    Tornado 6.6.1, and every earlier one.

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
    """Sends back what comes."""

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

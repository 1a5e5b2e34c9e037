"""Task exception was never retrieved: the client waits forever.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: gets no answer and no error, and the connection stays open
    server: Task exception was never retrieved

Cause:
    An exception in a task goes to the code that awaits the task, and here no code does. Tornado
    closes the connection when `on_message` itself fails, but it does not hear about the task.
    asyncio logs the exception when the task is garbage-collected: at once here, later if something
    still refers to the task, and never if that reference stays. The event loop holds only a weak
    reference, so a task can also be collected before it has finished: "Task was destroyed but it is
    pending!".

Fix:
    Keep each task in a set until it has finished, and check its result in a done callback, or catch
    exceptions inside the task. `IOLoop.spawn_callback` also keeps a reference and logs exceptions,
    but does not tell the client. The linter Ruff finds tasks without a reference: RUF006.

Versions:
    Tornado 6.6.1, Python 3.11.

References:
    https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
    https://docs.python.org/3/library/asyncio-dev.html#detect-never-retrieved-exceptions
    https://www.tornadoweb.org/en/stable/ioloop.html#tornado.ioloop.IOLoop.spawn_callback
"""

import asyncio

from tornado.log import app_log
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run

PRICES = {"apple": 2, "pear": 3}


class Prices(WebSocketHandler):
    async def answer(self, fruit: str | bytes) -> None:
        await asyncio.sleep(0.1)  # a query, for example
        await self.write_message(f"{fruit!s}: {PRICES[str(fruit)]} euros")


async def serve(port: int, prices: type[Prices]) -> None:
    Application([("/ws", prices)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Shop(Prices):
        def on_message(self, message: str | bytes) -> None:
            asyncio.create_task(self.answer(message))  # noqa: RUF006

    asyncio.run(serve(port, Shop))


def fixed(port: int) -> None:
    tasks = set()

    class Shop(Prices):
        def on_message(self, message: str | bytes) -> None:
            task = asyncio.create_task(self.answer(message))
            tasks.add(task)
            task.add_done_callback(self.done)

        def done(self, task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            if not task.cancelled() and (error := task.exception()):
                app_log.error("could not answer", exc_info=error)
                self.close(1011, "internal error")

    asyncio.run(serve(port, Shop))


if __name__ == "__main__":
    run(broken, fixed)

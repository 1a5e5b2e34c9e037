"""Report the progress of a long job: a task that writes after each step, until the tab closes.

The job is a task, so the handler stays free for messages. `on_close` cancels it, because no one
waits for the result any more.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from contextlib import suppress

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

STEPS = 5


class Page(RequestHandler):
    def get(self) -> None:
        self.render("progress.html")


class Worker(WebSocketHandler):
    job: asyncio.Task[None] | None = None

    def on_message(self, message: str | bytes) -> None:
        if message == "start" and (self.job is None or self.job.done()):
            self.job = asyncio.create_task(self.work())

    def on_close(self) -> None:
        if self.job is not None and self.job.cancel():
            print("job cancelled")

    async def work(self) -> None:
        with suppress(WebSocketClosedError):  # on_close follows
            for done in range(STEPS + 1):
                await self.write_message({"done": done, "of": STEPS})
                await asyncio.sleep(self.settings["step_seconds"])  # some work


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--step-seconds", type=float, default=0.5)
    args = parser.parse_args()
    app = Application([("/", Page), ("/ws", Worker)], step_seconds=args.step_seconds)
    app.listen(args.port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

"""Run blocking work in a handler: `asyncio.to_thread` keeps the event loop free for other clients.

A slow call in the handler itself, such as `time.sleep` or a query, stops every client of the
process. A client's next message is handled after `on_message` has returned for this one.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import time
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler


def slow_query(seconds: float) -> str:
    print("slow query begins")
    time.sleep(seconds)
    return "42"


class Database(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        if message == "query":
            answer = await asyncio.to_thread(slow_query, self.settings["query_seconds"])
            with suppress(WebSocketClosedError):  # it did not wait
                await self.write_message(f"the answer is {answer}")
        else:
            await self.write_message("query is all that I know")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--query-seconds", type=float, default=2)
    args = parser.parse_args()
    app = Application([("/ws", Database)], query_seconds=args.query_seconds)
    app.listen(args.port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

"""Send and receive JSON messages: `{"event": ..., "data": ...}`, and a method for each event.

The table lists the methods that a client may call. With `getattr`, a name from a client could reach
any method.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Events(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        try:
            envelope = json.loads(message)
            handle = self.events[envelope["event"]]
            data = envelope["data"]
        except (ValueError, TypeError, KeyError):
            await self.send_event("error", "unknown event, or no data")
            return
        await handle(self, data)

    async def send_event(self, event: str, data: Any) -> None:
        await self.write_message({"event": event, "data": data})

    async def greet(self, data: Any) -> None:
        await self.send_event("greeting", f"Hello, {data}!")

    async def sort(self, data: Any) -> None:
        match data:
            case [*words] if all(isinstance(word, str) for word in words):
                await self.send_event("sorted", sorted(words))
            case _:
                await self.send_event("error", "sort takes a list of words")

    events: ClassVar[dict[str, Callable[..., Awaitable[None]]]] = {"greet": greet, "sort": sort}


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Events)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

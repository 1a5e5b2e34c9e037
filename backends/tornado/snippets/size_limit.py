"""Limit the size of a message: `websocket_max_message_size`, and close code 1009 beyond it.

The default is 10 MiB, for all fragments of a message together. Tornado checks the length in the
frame's header and reads no further, so a client that is still sending megabytes may see its
connection reset, which is 1006 to a page.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Counter(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"{len(message)} received")

    def on_close(self) -> None:
        print("closed")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Counter)], websocket_max_message_size=64 * 1024)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

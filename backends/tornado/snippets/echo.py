"""Echo WebSocket messages: text comes back as text, bytes come back as bytes.

A text frame arrives as `str`, a binary frame as `bytes`. `write_message` sends a text frame, even
for `bytes`, unless you set `binary=True`.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Echo(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message, binary=isinstance(message, bytes))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Echo)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

"""Answer each WebSocket message: a handler with `open`, `on_message` and `on_close`."""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Greeter(WebSocketHandler):
    async def open(self) -> None:
        await self.write_message("Who are you?")

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"Hello, {message!s}!")

    def on_close(self) -> None:
        print("closed with", self.close_code, self.close_reason)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Greeter)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

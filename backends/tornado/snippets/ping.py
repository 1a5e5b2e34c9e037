"""Detect dead clients: `websocket_ping_interval` and `websocket_ping_timeout`.

Browsers answer pings by themselves. A client that does not answer is closed; if it does not answer
that either, `on_close` runs five seconds later. The timeout may not be longer than the interval,
which is also its default. Without an interval there are no pings.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Client(WebSocketHandler):
    def open(self, name: str) -> None:
        self.name = name

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"you said {message!s}")

    def on_pong(self, data: bytes) -> None:
        print("pong from", self.name)

    def on_close(self) -> None:
        print(self.name, "is gone")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--interval", type=float, default=20)
    parser.add_argument("--timeout", type=float, default=10)
    args = parser.parse_args()
    app = Application(
        [(r"/ws/(\w+)", Client)],
        websocket_ping_interval=args.interval,
        websocket_ping_timeout=args.timeout,
    )
    app.listen(args.port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

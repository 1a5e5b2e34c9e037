"""Push to WebSockets from an HTTP route: a `RequestHandler` that sends to all of them.

Both run on one event loop, so a set of the open sockets is all they need to share.
"""

# /// script
# dependencies = ["tornado>=6.6"]
# ///
import argparse
import asyncio
from contextlib import suppress

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Client"] = set()


class Client(WebSocketHandler):
    def open(self) -> None:
        clients.add(self)

    def on_close(self) -> None:
        clients.discard(self)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


class Announce(RequestHandler):
    async def post(self) -> None:
        text = self.get_body_argument("text")
        writes = [client.write_text(text) for client in clients]
        await asyncio.gather(*writes)
        self.write({"recipients": len(writes)})


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application(
        [("/ws", Client), ("/announce", Announce)],
        websocket_ping_interval=20,  # finds clients that no longer read, and closes them
        cross_origin_protection=True,  # rejects posts from other websites' pages
    )
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

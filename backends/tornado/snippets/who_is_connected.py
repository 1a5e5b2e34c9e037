"""Know who is connected: every client gets the list of names when it changes.

A name is on the list once, however many connections it has. Here it is in the URL, so anyone can
use any name; login.py shows how to know the user.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from contextlib import suppress

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Client"] = set()


def tell_all() -> None:
    names = sorted({client.name for client in clients})
    for client in clients:
        client.send({"online": names})


class Client(WebSocketHandler):
    def open(self, name: str) -> None:
        self.name = name
        clients.add(self)
        tell_all()

    def on_close(self) -> None:
        clients.discard(self)
        tell_all()

    def send(self, data: dict[str, list[str]]) -> None:
        IOLoop.current().add_callback(self.write_data, data)

    async def write_data(self, data: dict[str, list[str]]) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(data)  # a dict goes out as JSON


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Pings find clients that no longer read, and Tornado closes them.
    app = Application([(r"/ws/(\w+)", Client)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

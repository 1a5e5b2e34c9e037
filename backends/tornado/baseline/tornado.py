# mypy: ignore-errors
"""Tornado: the broadcast of its own chat demo."""

import asyncio
import sys

from tornado.web import Application
from tornado.websocket import WebSocketHandler

clients: set[WebSocketHandler] = set()


class Echo(WebSocketHandler):
    """/ws/echo."""

    def on_message(self, message: str | bytes) -> None:
        """Send a message back."""
        self.write_message(message, binary=isinstance(message, bytes))


class Broadcast(WebSocketHandler):
    """/ws/broadcast."""

    def open(self) -> None:
        """Join."""
        clients.add(self)

    def on_close(self) -> None:
        """Leave."""
        clients.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """Send a message to everybody."""
        for client in clients:
            client.write_message(message)


async def main() -> None:
    """Serve for ever."""
    app = Application([("/ws/echo", Echo), ("/ws/broadcast", Broadcast)])
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())

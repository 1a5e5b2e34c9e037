# mypy: ignore-errors
"""Tornado: an echo, and the broadcast of Tornado's own chat demo."""

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
        """Add the client."""
        clients.add(self)

    def on_close(self) -> None:
        """Remove the client."""
        clients.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """Send a message to all clients."""
        for client in clients:
            client.write_message(message)


async def main() -> None:
    """Serve forever."""
    app = Application([("/ws/echo", Echo), ("/ws/broadcast", Broadcast)])
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())

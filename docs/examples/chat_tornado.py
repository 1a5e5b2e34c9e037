"""Chat with Tornado: every message goes to every client."""

import asyncio
import os
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Chat"] = set()


class Chat(WebSocketHandler):
    def open(self) -> None:
        clients.add(self)

    async def on_message(self, message: str | bytes) -> None:
        for client in list(clients):
            with suppress(WebSocketClosedError):
                await client.write_message(message, binary=isinstance(message, bytes))

    def on_close(self) -> None:
        clients.discard(self)


async def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    Application([("/chat", Chat)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())

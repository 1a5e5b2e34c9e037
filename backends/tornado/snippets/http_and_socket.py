"""Serve HTTP and a WebSocket on the same URL: a GET returns JSON, a handshake opens a socket.

By itself, `WebSocketHandler` answers any other GET with 400. Both share plain objects.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from collections import deque
from contextlib import suppress

from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Chat"] = set()
history: deque[str] = deque(maxlen=100)


class Page(RequestHandler):
    def get(self) -> None:
        self.render("http_and_socket.html")


class Chat(WebSocketHandler):
    async def get(self, *args: str, **kwargs: str) -> None:
        if self.request.headers.get("Upgrade", "").lower() == "websocket":
            await super().get(*args, **kwargs)
        else:
            self.write({"messages": list(history)})

    def open(self) -> None:
        clients.add(self)

    def on_message(self, message: str | bytes) -> None:
        history.append(str(message))
        for client in clients:
            IOLoop.current().add_callback(client.write_text, str(message))

    def on_close(self) -> None:
        clients.discard(self)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Pings find clients that no longer read, and Tornado closes them.
    app = Application([("/", Page), ("/chat", Chat)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

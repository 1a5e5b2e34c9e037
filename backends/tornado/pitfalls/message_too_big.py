"""A message over the size limit closes the connection with 1009.

Looks like:
    messages are lost
    connects, then closes (1005, 1006)

Symptom:
    client: close 1009 message too big; close 1006 if megabytes are still on their way
    server: nothing in the log; on_close with close_code None

Cause:
    `WebSocketProtocol13._receive_frame` reads the length from the frame's header. If this length
    plus the fragments before it exceeds the limit (10 MiB by default), it sends Close 1009 and
    closes the socket without reading the payload, so `on_message` never sees the message. A browser
    that is still sending may then get a TCP reset before the Close frame, and the page sees 1006
    for the same cause (observed with 30 MiB, not with 10 MiB plus one byte). The limit counts bytes
    and applies to all handlers, so a limit meant for chat also limits pictures.

Fix:
    Override the property `max_message_size` in the handler that needs more. The server holds the
    whole message of each client in memory, so do not raise the limit for all handlers: send large
    files over HTTP, or in slices. Let the page check the size before it sends.

Versions:
    Tornado 6.6.1. The setting came with 4.5.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.max_message_size
    https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
    tornado/websocket.py: WebSocketProtocol13._receive_frame
"""

import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Upload(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"{len(message)} bytes received")

    def on_close(self) -> None:
        print("closed, close_code", self.close_code)


async def serve(port: int, upload: type[Upload]) -> None:
    # Plenty for a line of chat, which is what this application is for.
    app = Application([("/upload", upload)], websocket_max_message_size=4096)
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Pictures(Upload):
        pass

    asyncio.run(serve(port, Pictures))


def fixed(port: int) -> None:
    class Pictures(Upload):
        @property
        def max_message_size(self) -> int:
            return 1_000_000

    asyncio.run(serve(port, Pictures))


if __name__ == "__main__":
    run(broken, fixed)

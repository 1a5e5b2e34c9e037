"""Without binary=True bytes go out as text, and may end the connection.

Looks like:
    connects, then closes (1005, 1006)
    an error in the browser's console

Symptom:
    client: a string where an ArrayBuffer was expected; with other bytes close 1006
    browser: WebSocket connection to 'ws://127.0.0.1:8000/ws' failed: Could not decode a text frame
        as UTF-8.
    wire: Close 1002 Invalid UTF-8 in text frame, from the browser (other clients say 1007)
    server: nothing

Cause:
    The type of `message` does not count: `WebSocketProtocol13.write_message` chooses the opcode by
    `binary` alone, which is False, and `utf8()` passes bytes on unchanged. Bytes that happen to be
    UTF-8 arrive as a string, so tests with b"hello" pass; the first picture is no UTF-8, and RFC
    6455 has the client fail the connection.

Fix:
    `write_message(data, binary=True)` for bytes. To echo what may be either:
    `binary=isinstance(message, bytes)`.

Versions:
    Tornado 6.6.1, and every earlier one.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.write_message
    https://www.rfc-editor.org/rfc/rfc6455#section-8.1
    tornado/websocket.py: WebSocketProtocol13.write_message
"""

import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run

FILES = {"name": b"a picture", "picture": b"\x89PNG\r\n\x1a\n"}


async def serve(port: int, files: type[WebSocketHandler]) -> None:
    Application([("/ws", files)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Files(WebSocketHandler):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message(FILES[str(message)])

    asyncio.run(serve(port, Files))


def fixed(port: int) -> None:
    class Files(WebSocketHandler):
        async def on_message(self, message: str | bytes) -> None:
            await self.write_message(FILES[str(message)], binary=True)

    asyncio.run(serve(port, Files))


if __name__ == "__main__":
    run(broken, fixed)

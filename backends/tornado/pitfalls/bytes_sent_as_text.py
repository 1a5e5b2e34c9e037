"""Bytes arrive as text, or close the connection, without binary=True.

Looks like:
    connects, then closes (1005, 1006)
    an error in the browser's console

Symptom:
    client: a string where it expects an ArrayBuffer; with other bytes, close 1006
    browser: WebSocket connection to 'ws://127.0.0.1:8000/ws' failed: Could not decode a text frame
        as UTF-8.
    wire: Close 1002 Invalid UTF-8 in text frame, from the browser (other clients send 1007)
    server: nothing

Cause:
    `WebSocketProtocol13.write_message` does not look at the type of `message`. It chooses the
    opcode by the argument `binary` alone, which is False by default, and `utf8()` passes bytes on
    unchanged. Bytes that happen to be UTF-8 arrive as a string, so a test with b"hello" passes. The
    first picture is not UTF-8, and RFC 6455 requires the client to fail the connection.

Fix:
    Call `write_message(data, binary=True)` for bytes. To echo either text or bytes, pass
    `binary=isinstance(message, bytes)`.

Versions:
    Tornado 6.6.1 and all earlier versions.

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

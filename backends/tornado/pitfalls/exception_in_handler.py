"""An exception in on_message closes the connection with 1006.

Looks like:
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: close 1006, with no reason
    server: Uncaught exception GET /ws (127.0.0.1), and the traceback
    wire: no Close frame: the TCP connection ends

Cause:
    When `on_message` raises, `WebSocketProtocol._run_callback` logs the exception and calls
    `_abort`, which closes the socket at once. A single unexpected message costs the client its
    connection. To the page this looks like a network failure: if it reconnects and repeats the
    message, the server disconnects it again. Other libraries, such as Flask-SocketIO, keep the
    connection.

Fix:
    Catch exceptions in `on_message`. Answer errors that you expect, such as invalid input, with a
    message and keep the connection. For all others, log the exception and call `close(1011)`, the
    code for an error in the server: it lets the page tell your bug from a network failure.

Versions:
    Tornado 6.6.1 and all earlier versions.

References:
    https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
    tornado/websocket.py: WebSocketProtocol._run_callback
"""

import asyncio

from tornado.log import app_log
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run

PRICES = {"apple": 2, "pear": None}  # a bug: the pear has no price


class Prices(WebSocketHandler):
    async def answer(self, message: str | bytes) -> None:
        await self.write_message(f"{PRICES[str(message)]:.2f} euros")


async def serve(port: int, prices: type[Prices]) -> None:
    Application([("/ws", prices)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Shop(Prices):
        async def on_message(self, message: str | bytes) -> None:
            await self.answer(message)

    asyncio.run(serve(port, Shop))


def fixed(port: int) -> None:
    class Shop(Prices):
        async def on_message(self, message: str | bytes) -> None:
            try:
                if message in PRICES:
                    await self.answer(message)
                else:
                    await self.write_message(f"there is no {message!s}")
            except Exception:  # whatever it is, log it and tell the client
                app_log.exception("could not answer %r", message)
                self.close(1011, "internal error")

    asyncio.run(serve(port, Shop))


if __name__ == "__main__":
    run(broken, fixed)

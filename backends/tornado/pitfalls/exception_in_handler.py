"""An exception in on_message ends the connection, and the page is told 1006.

Looks like:
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: close 1006, with no reason
    server: Uncaught exception GET /ws (127.0.0.1), and the traceback
    wire: no Close frame: the TCP connection ends

Cause:
    `WebSocketProtocol._run_callback` logs what `on_message` raises and calls `_abort`, which closes
    the socket at once. One message that is not as expected, and the client loses a connection that
    may be minutes old; to the page it looks like a failing network, and a page that connects again
    and repeats its message is thrown out again. Flask-SocketIO, for one, keeps the connection.

Fix:
    Catch in `on_message`. Answer what you expect, such as a wrong input, with a message, and keep
    the connection; for the rest log it and `close(1011)`, which says that it is the server's fault:
    then a page can tell it from a network that fails.

Versions:
    Tornado 6.6.1, and every earlier one.

References:
    https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
    tornado/websocket.py: WebSocketProtocol._run_callback
"""

import asyncio

from tornado.log import app_log
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run

PRICES = {"apple": 2, "pear": None}  # a mistake of the server: nobody has set the pear's price


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
            except Exception:  # whatever it is, it is logged, and the client told
                app_log.exception("could not answer %r", message)
                self.close(1011, "internal error")

    asyncio.run(serve(port, Shop))


if __name__ == "__main__":
    run(broken, fixed)

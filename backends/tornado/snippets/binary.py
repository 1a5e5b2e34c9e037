"""Send and receive binary data: `write_message(data, binary=True)` sends a binary frame.

Without `binary=True`, bytes are sent as text, and a browser closes the connection if they are not
UTF-8. The page sets `binaryType` because it would get a Blob otherwise.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler


class Page(RequestHandler):
    def get(self) -> None:
        self.render("binary.html")


class Inverter(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        if isinstance(message, str):
            self.close(1003, "binary frames only")
        else:
            await self.write_message(bytes(255 - byte for byte in message), binary=True)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/", Page), ("/ws", Inverter)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

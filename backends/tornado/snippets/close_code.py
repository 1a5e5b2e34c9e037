"""Close a WebSocket with a code and a reason: `close`, and `close_code` for the client's own.

Codes 4000 to 4999 are for applications. A reason has up to 123 bytes. The code is None if the
client gave none, or if the connection broke. After `close` it is the code that the client echoed.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Guest(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        if message == "leave":
            self.close(4001, "as you wish")
        else:
            await self.write_message(f"you said {message!s}")

    def on_close(self) -> None:
        print("closed with", self.close_code, self.close_reason)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Guest)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

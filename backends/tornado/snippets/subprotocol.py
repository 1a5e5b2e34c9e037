"""Choose a subprotocol (Sec-WebSocket-Protocol): `select_subprotocol`.

Tornado calls it once, with what the client offers, best first. Return one of those, or None if you
support none. The connection then still opens, and you have to close it.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Versioned(WebSocketHandler):
    # What the server supports, best first.
    versions = ("chat.v2", "chat.v1")

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return next((version for version in self.versions if version in subprotocols), None)

    async def open(self) -> None:
        if self.selected_subprotocol is None:
            self.close(4406, f"speak one of {', '.join(self.versions)}")
        else:
            await self.write_message(f"we speak {self.selected_subprotocol}")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Versioned)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

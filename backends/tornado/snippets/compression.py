"""Compress messages (permessage-deflate): return a dict from `get_compression_options`.

Compression is off by default, and costs memory for each connection. Every browser supports it; a
client that does not is served without.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from typing import Any

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Report(WebSocketHandler):
    def get_compression_options(self) -> dict[str, Any]:
        # zlib's levels. An empty dict means level 6 and memory level 8.
        return {"compression_level": 3, "mem_level": 6}

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(1000 * f"{message!s} ")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Report)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

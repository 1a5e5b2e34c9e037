"""Compress messages (permessage-deflate): return a dict from `get_compression_options`.

It is off by default. It takes a compressor's memory for each connection, and every browser offers
it; a client that does not is served without.
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
        # zlib's: an empty dict stands for level 6 and memory level 8.
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

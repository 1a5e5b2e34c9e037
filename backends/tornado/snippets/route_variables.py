"""Use variables in a WebSocket's path: groups in the route's pattern are the arguments of `open`.

They are `str`, with %-escapes decoded. A path that does not match gets a 404. Other methods find
the variables in `self.path_kwargs`. Read the query string as in any handler.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Seat(WebSocketHandler):
    async def open(self, room: str, seat: str) -> None:
        language = self.get_query_argument("language", "en")
        await self.write_message(f"seat {int(seat)} in {room}, language {language}")

    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(f"{self.path_kwargs['room']} hears {message!s}")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([(r"/ws/(?P<room>[^/]+)/(?P<seat>[0-9]+)", Seat)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

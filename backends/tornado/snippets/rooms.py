"""Join and leave rooms, and send to one: a dictionary of sets of connections.

Tornado has no rooms of its own. Pings find clients that no longer read, and Tornado closes them.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from contextlib import suppress

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

rooms: dict[str, set["Member"]] = {}


class Member(WebSocketHandler):
    def on_message(self, message: str | bytes) -> None:
        match str(message).split(maxsplit=2):
            case ["join", room]:
                rooms.setdefault(room, set()).add(self)
                self.send(f"you are in {room}")
            case ["leave", room]:
                self.leave(room)
            case ["say", room, text] if self in rooms.get(room, ()):
                for member in rooms[room]:
                    member.send(f"{room}: {text}")
            case _:
                self.send("join a room, say something in it, or leave it")

    def on_close(self) -> None:
        for room in list(rooms):
            self.leave(room)

    def leave(self, room: str) -> None:
        rooms.get(room, set()).discard(self)
        if not rooms.get(room):
            rooms.pop(room, None)

    def send(self, text: str) -> None:
        IOLoop.current().add_callback(self.write_text, text)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/ws", Member)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

"""Reach all tabs of one user: each tab sees what the others do, and other users see nothing.

A user is a set of connections, and leaves when the last one closes. Here the name is in the URL, so
anyone can use any name; login.py shows how to know the user.
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

users: dict[str, set["Tab"]] = {}


class Tab(WebSocketHandler):
    def open(self, user: str) -> None:
        self.user = user
        if user not in users:
            print(user, "is online")
        users.setdefault(user, set()).add(self)
        self.send(f"{user} has {len(users[user])} tabs")

    def on_message(self, message: str | bytes) -> None:
        for tab in users[self.user]:
            tab.send(str(message))

    def on_close(self) -> None:
        users[self.user].discard(self)
        if not users[self.user]:
            del users[self.user]
            print(self.user, "is offline")

    def send(self, text: str) -> None:
        IOLoop.current().add_callback(self.write_text, text)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Pings find clients that no longer read, and Tornado closes them.
    app = Application([(r"/ws/(\w+)", Tab)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

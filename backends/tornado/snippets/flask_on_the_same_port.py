"""Serve a Flask app and WebSockets on one port: Tornado's `WSGIContainer`.

Flask runs in threads. A view can reach the sockets only by `add_callback` on Tornado's loop.
"""

# /// script
# dependencies = ["tornado>=6.6", "flask"]
# ///
import argparse
import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from flask import Flask, current_app, request
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from tornado.wsgi import WSGIContainer

clients: set["Client"] = set()
flask_app = Flask(__name__)


@flask_app.post("/announce")
def announce() -> tuple[str, int]:
    current_app.config["LOOP"].add_callback(send_to_all, request.form["text"])
    return "on its way", 202


class Client(WebSocketHandler):
    def open(self) -> None:
        clients.add(self)

    def on_close(self) -> None:
        clients.discard(self)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def send_to_all(text: str) -> None:
    await asyncio.gather(*(client.write_text(text) for client in clients))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    flask_app.config["LOOP"] = IOLoop.current()
    fallback = {"fallback": WSGIContainer(flask_app, ThreadPoolExecutor(max_workers=8))}
    Application(
        [("/ws", Client), (".*", FallbackHandler, fallback)],
        websocket_ping_interval=20,  # finds clients that no longer read, and closes them
        cross_origin_protection=True,  # rejects posts from other websites' pages
    ).listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

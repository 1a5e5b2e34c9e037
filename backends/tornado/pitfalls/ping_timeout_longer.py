"""A ping timeout longer than the interval is cut down, and clients are lost.

Looks like:
    closed after a while

Symptom:
    client: close 1000 ping timed out, long before websocket_ping_timeout is over
    server: The websocket_ping_timeout (20) cannot be longer than the websocket_ping_interval (0.5).

Cause:
    `WebSocketProtocol13.ping_timeout` takes the smaller of the two: `periodic_ping` sends no ping
    before it has made sure of the last one's pong. Settings from before 6.5, such as an interval of
    5 s and a timeout of 30 s, then throw out who is silent for 5 s: a phone that changes from Wi-Fi
    to mobile. All there is to see is one warning in the life of the process.

Fix:
    The interval is what decides: make it as long as the longest silence that you want to bear. It
    also has to be shorter than the idle timeout of the proxy in front.

Versions:
    Tornado 6.6.1. Before 6.5 the timeout could be longer, and was by default the longer of
    three intervals and 30 s.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.ping_timeout
    https://github.com/tornadoweb/tornado/issues/3376
    https://github.com/tornadoweb/tornado/issues/3528
    tornado/websocket.py: WebSocketProtocol13.ping_timeout
"""

import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Echo(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message)


async def serve(app: Application, port: int) -> None:
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    app = Application(
        [("/ws", Echo)],
        websocket_ping_interval=0.5,
        websocket_ping_timeout=20,
    )
    asyncio.run(serve(app, port))


def fixed(port: int) -> None:
    app = Application(
        [("/ws", Echo)],
        websocket_ping_interval=20,
        websocket_ping_timeout=20,
    )
    asyncio.run(serve(app, port))


if __name__ == "__main__":
    run(broken, fixed)

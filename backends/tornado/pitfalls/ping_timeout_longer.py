"""A ping timeout longer than the ping interval is cut to the interval.

Looks like:
    closed after a while

Symptom:
    client: close 1000 ping timed out, long before websocket_ping_timeout is over
    server: The websocket_ping_timeout (20) cannot be longer than the websocket_ping_interval (0.5).

Cause:
    `WebSocketProtocol13.ping_timeout` uses the shorter of the two values, because `periodic_ping`
    waits for the pong to one ping before it sends the next. With settings from before 6.5, such as
    an interval of 5 s and a timeout of 30 s, Tornado now closes every client that is silent for 5
    s, such as a phone that changes from Wi-Fi to mobile. The only hint is a warning that is logged
    once per process.

Fix:
    Choose the interval by the longest silence that you accept from a client. It also has to be
    shorter than the idle timeout of the proxy in front.

Versions:
    Tornado 6.6.1. Before 6.5 the timeout could be longer than the interval; its default was three
    intervals, and at least 30 s.

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

"""A client that lost its network stays forever: no pings by default.

Looks like:
    a vanished client or server goes unnoticed
    memory grows

Symptom:
    server: still counts a client that left long ago; on_close is not called, and there is no error
    wire: no ping

Cause:
    A closed laptop, a phone in a tunnel or a NAT that forgets the connection sends no FIN, so TCP
    reports nothing. A server that only reads waits forever. A server that writes gets an error from
    the kernel after its retries, which take a quarter of an hour on Linux.
    `websocket_ping_interval` is 0 by default, so `start_pinging` starts nothing.

Fix:
    Create the application with `Application(..., websocket_ping_interval=20)`. Tornado then closes
    a client that has not answered a ping within the timeout (by default as long as the interval),
    and `write_message` raises `WebSocketClosedError`. Tornado calls `on_close` up to five seconds
    later, because `close` waits that long for the client's Close frame. Browsers answer pings by
    themselves, and each ping costs only a few bytes.

Versions:
    Tornado 6.6.1. The setting came with 4.5.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.ping_interval
    https://github.com/tornadoweb/tornado/issues/1210
    tornado/websocket.py: WebSocketProtocol13.start_pinging
    tornado/websocket.py: WebSocketProtocol13.close
"""

import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run


class Client(WebSocketHandler):
    def open(self, name: str) -> None:
        self.name = name
        clients.add(self)

    def on_close(self) -> None:
        clients.discard(self)

    async def on_message(self, message: str | bytes) -> None:
        for client in list(clients):
            try:
                await client.write_message(message)
            except WebSocketClosedError:
                clients.discard(client)
                print(client.name, "is gone")
        await self.write_message(f"clients: {len(clients)}")


clients: set[Client] = set()


async def serve(app: Application, port: int) -> None:
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    app = Application([(r"/ws/(\w+)", Client)])
    asyncio.run(serve(app, port))


def fixed(port: int) -> None:
    app = Application([(r"/ws/(\w+)", Client)], websocket_ping_interval=0.5)
    asyncio.run(serve(app, port))


if __name__ == "__main__":
    run(broken, fixed)

"""A client whose network is gone stays for ever: no pings are sent by default.

Looks like:
    nobody notices that the other end is gone
    memory grows

Symptom:
    server: counts a client that has been gone for long; on_close is not called, and no error
    wire: nothing: no ping

Cause:
    A laptop that is shut, a phone in a tunnel, a NAT that forgets: no FIN comes, and TCP tells
    nobody. A server that only reads waits for ever, and one that writes learns it from the kernel
    when its retries are used up, after a quarter of an hour on Linux. `websocket_ping_interval` is
    0 by default: `start_pinging` starts nothing.

Fix:
    `Application(..., websocket_ping_interval=20)`. A client that has not answered when the timeout
    is over (as long as the interval, if not set) is closed: from then on `write_message` raises
    `WebSocketClosedError`. `on_close` comes up to five seconds later, as `close` waits that long
    for the client's Close. Browsers answer pings by themselves; it costs a few bytes for each.

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

"""Memory grows for slow clients when you do not await write_message.

Looks like:
    memory grows

Symptom:
    client: gets everything, late, once it reads again
    server: no error; memory grows with everything written until the client reads or leaves
    server: Task exception was never retrieved, for each message that still waits when the client
        leaves

Cause:
    `write_message` never blocks and has no limit: what the socket does not accept goes to the
    stream's buffer (`BaseIOStream.write`; `max_write_buffer_size` is None). It returns a future
    that is done when the message has gone to the socket. If you do not await it, you never learn
    that a client has stopped reading, and a sleep between messages does not help.

Fix:
    Await each `write_message`: then only one message waits at a time, and the feed follows the
    client's pace. The price is that your code waits for this client. So give each client its own
    task: in `on_message` the wait would keep Tornado from reading the client's next message and its
    pongs. For a broadcast, give each client a bounded queue, and close a client whose queue is
    full. Pings (`websocket_ping_interval`) end the wait for a client that has vanished.

Versions:
    Tornado 6.6.1. `write_message` returns a future for flow control since 4.3.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.write_message
    https://github.com/tornadoweb/tornado/issues/2515
    https://websockets.readthedocs.io/en/stable/topics/broadcast.html
    tornado/iostream.py: BaseIOStream.write
"""

import asyncio
import tracemalloc
from contextlib import suppress

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from backends.shared.pitfall import run

PICTURES = 10
PICTURE_SIZE = 2_000_000
motion = asyncio.Event()


class Client(WebSocketHandler):
    def open(self) -> None:
        self.feed = asyncio.create_task(self.film())

    async def film(self) -> None:
        raise NotImplementedError

    def on_close(self) -> None:
        self.feed.cancel()


class Motion(RequestHandler):
    def post(self) -> None:
        motion.set()


class Memory(RequestHandler):
    def get(self) -> None:
        self.write(f"the server holds {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")


async def serve(port: int, camera: type[Client]) -> None:
    tracemalloc.start()
    app = Application([("/camera", camera), ("/motion", Motion), ("/memory", Memory)])
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Camera(Client):
        async def film(self) -> None:
            await motion.wait()
            with suppress(WebSocketClosedError):
                for _ in range(PICTURES):
                    self.write_message(bytes(PICTURE_SIZE), binary=True)
                    await asyncio.sleep(0.001)

    asyncio.run(serve(port, Camera))


def fixed(port: int) -> None:
    class Camera(Client):
        async def film(self) -> None:
            await motion.wait()
            with suppress(WebSocketClosedError):
                for _ in range(PICTURES):
                    await self.write_message(bytes(PICTURE_SIZE), binary=True)
                    await asyncio.sleep(0.001)

    asyncio.run(serve(port, Camera))


if __name__ == "__main__":
    run(broken, fixed)

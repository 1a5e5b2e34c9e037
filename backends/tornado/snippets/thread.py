"""Send from a thread: `loop.add_callback` is the only method that another thread may call.

Called in the thread, `write_message` raises "There is no current event loop" and the message is
late. Get the loop in the main thread, as `IOLoop.current()` only knows the loop of its own thread.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import itertools
import threading
import time
from contextlib import suppress

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Client"] = set()  # used only in the loop's thread


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


def read_sensor(loop: IOLoop) -> None:
    for number in itertools.count(1):
        time.sleep(0.2)  # a thread may block
        name = threading.current_thread().name
        loop.add_callback(send_to_all, f"reading {number} of the thread {name}")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Pings find clients that no longer read, and Tornado closes them.
    app = Application([("/ws", Client)], websocket_ping_interval=20)
    app.listen(parser.parse_args().port, "127.0.0.1")
    loop = IOLoop.current()
    threading.Thread(target=read_sensor, args=[loop], name="sensor", daemon=True).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

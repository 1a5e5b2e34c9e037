"""There is no current event loop in thread: write_message from another thread.

Looks like:
    the client gets nothing
    late, or not before something else
    an error in the server's log

Symptom:
    client: gets the message with the next thing that happens on its connection, or never
    server: RuntimeError: There is no current event loop in thread 'Thread-1 (measure)'.

Cause:
    A connection belongs to the event loop's thread. `BaseIOStream.write` first appends the frame to
    its buffer, then makes a `Future`, and that asks for the thread's event loop: a thread has none.
    The exception leaves the frame in the buffer, and nobody tells the loop to write it. It goes out
    when the connection's next event comes, such as a message from the client. In a thread that does
    have a loop of its own nothing is raised, and two threads write to one socket.

Fix:
    `IOLoop.add_callback` is the one method that other threads may call. Get the loop in its own
    thread: `IOLoop.current()` in the other one is the same mistake again. What the callback raises
    goes to the server's log, not to the thread.

Versions:
    Tornado 6.6.1 on Python 3.11. Old versions raised nothing, and frames got mixed up.

References:
    https://www.tornadoweb.org/en/stable/web.html#thread-safety-notes
    https://www.tornadoweb.org/en/stable/ioloop.html#tornado.ioloop.IOLoop.add_callback
    https://github.com/tornadoweb/tornado/issues/2363
    https://github.com/tornadoweb/tornado/issues/2871
    tornado/iostream.py: BaseIOStream.write
"""

import asyncio
import time
from threading import Thread

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


def read_sensor() -> str:
    time.sleep(0.1)  # it can only be asked in a way that blocks
    return "21.5 degrees"


async def serve(port: int, sensor: type[WebSocketHandler]) -> None:
    Application([("/sensor", sensor)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    class Sensor(WebSocketHandler):
        def on_message(self, message: str | bytes) -> None:
            Thread(target=self.measure).start()

        def measure(self) -> None:
            self.write_message(read_sensor())

    asyncio.run(serve(port, Sensor))


def fixed(port: int) -> None:
    class Sensor(WebSocketHandler):
        def on_message(self, message: str | bytes) -> None:
            Thread(target=self.measure, args=[IOLoop.current()]).start()

        def measure(self, loop: IOLoop) -> None:
            loop.add_callback(self.write_message, read_sensor())

    asyncio.run(serve(port, Sensor))


if __name__ == "__main__":
    run(broken, fixed)

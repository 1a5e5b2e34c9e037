"""There is no current event loop in thread: write_message in a thread.

Looks like:
    the client gets nothing
    late, or only after something else
    an error in the server's log

Symptom:
    client: gets the message late, with the next event on its connection, or never
    server: RuntimeError: There is no current event loop in thread 'Thread-1 (measure)'.

Cause:
    A connection belongs to the thread of the event loop. `BaseIOStream.write` first appends the
    frame to its buffer, then creates a `Future`, which needs the event loop of the current thread.
    Another thread has none, so this raises. The frame stays in the buffer, and the loop does not
    know that it has something to write. It writes the frame at the connection's next event, such as
    a message from the client. In a thread that has its own event loop nothing is raised, and two
    threads write to one socket.

Fix:
    Call `IOLoop.add_callback`, the only method that other threads may call. Get the loop in the
    loop's own thread: `IOLoop.current()` in the other thread is the same mistake again. An
    exception in the callback goes to the server's log, not to the thread.

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
    time.sleep(0.1)  # the sensor has only a blocking interface
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

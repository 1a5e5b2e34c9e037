"""Under gevent, events with time.sleep() between them arrive all at once.

Looks like:
    everything arrives at once
    late, or only after something else

Symptom:
    client: progress 1, 2 and 3 come together, when the handler has finished
    wire: three frames at the same moment
    server: no error; with logger=True the log says "emitting event ..." at the right times

Cause:
    `emit` only puts a packet into the connection's queue. Another greenlet, `writer` in
    python-engineio's `Socket._websocket_handler`, takes it from the queue and sends it. That
    greenlet runs only when the handler yields, and `time.sleep` does not yield unless the program
    is monkey-patched: it stops the single thread that runs all greenlets. So the queue fills up,
    and is emptied when the handler returns.

Fix:
    Use `socketio.sleep`, which fits the async mode. In long calculations, `socketio.sleep(0)` after
    each emit is enough. Monkey patching in the first lines of the program makes `time.sleep` and
    Python's own sockets yield too. With `async_mode="threading"` each connection has its own
    threads, and any sleep works.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, gevent 26.9.0; the same with eventlet 0.41.3.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/106
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/692
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/331
    engineio/socket.py: Socket._websocket_handler
"""

import time

from flask import Flask
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


def broken(port: int) -> None:
    @socketio.on("install")
    def install() -> None:
        for number in range(1, 4):
            emit("progress", number)
            time.sleep(0.3)

    socketio.run(app, port=port)


def fixed(port: int) -> None:
    @socketio.on("install")
    def install() -> None:
        for number in range(1, 4):
            emit("progress", number)
            socketio.sleep(0.3)

    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)

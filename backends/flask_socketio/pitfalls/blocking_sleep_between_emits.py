"""Under gevent, events with a time.sleep() between them arrive all at once.

Looks like:
    everything arrives at once
    late, or not before something else

Symptom:
    client: progress 1, 2 and 3 come together, when the handler is over
    wire: three frames at the same moment
    server: no error; with logger=True it says at the right times "emitting event ..."

Cause:
    `emit` only puts a packet into the connection's queue: another greenlet, `writer` in
    python-engineio's `Socket._websocket_handler`, takes it from there and sends it. It runs when
    the handler gives way, and `time.sleep` does not give way unless the program is monkey-patched:
    it stops the one thread in which all greenlets are. So the queue fills, and is emptied when the
    handler returns.

Fix:
    `socketio.sleep`, which fits the async mode. In long calculations `socketio.sleep(0)` after each
    emit is enough. Monkey-patching in the first lines of the program makes `time.sleep` and
    Python's own sockets give way too. `async_mode="threading"` has a thread for each, and any sleep
    will do.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, gevent 26.9.0; eventlet 0.41.3 is the same.

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

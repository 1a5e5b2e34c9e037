"""A background task started at the first connect runs twice without a lock.

Looks like:
    twice or more often

Symptom:
    client: gets each event of the task twice, or as often as clients connected at the same moment
    server: nothing; the task runs several times

Cause:
    In threading mode each connection has its own thread, so handlers of clients that connect at the
    same moment run at the same moment. Both see that there is no task yet, and both start one. This
    happens, for example, after a restart of the server, when all pages reconnect.

    Here a barrier makes both handlers check before either goes on. Without it, up to 9 of 20
    simultaneous connects started a task. In the greenlet modes it needs a check that waits, for a
    database for example.

Fix:
    Check and start under one lock. In the gevent and eventlet modes without monkey patching, a
    `threading.Lock` stops the whole server if something waits while it is held: hold it only for
    the check and the start.

Versions:
    Flask-SocketIO 5.7.0 in threading mode.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/493
    https://github.com/miguelgrinberg/Flask-SocketIO/blob/main/example/app.py
"""

import contextlib
import threading

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
task: threading.Thread | None = None
lock = threading.Lock()
both_have_looked = threading.Barrier(2)


def measure() -> None:
    print("a task has been started\n", end="")  # one write, as another task prints too
    for number in range(1, 4):
        socketio.sleep(0.15)
        socketio.emit("measured", f"value {number}")


def just_then() -> None:
    """Wait until the other client connects, so that the race always happens."""
    with contextlib.suppress(threading.BrokenBarrierError):
        both_have_looked.wait(2)


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect() -> None:
        global task
        if task is None:
            just_then()
            task = socketio.start_background_task(measure)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect() -> None:
        global task
        with lock:
            if task is None:
                just_then()
                task = socketio.start_background_task(measure)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

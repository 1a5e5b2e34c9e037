"""Under gevent, events emitted in a thread arrive late, or never.

Looks like:
    the client gets nothing
    late, or only after something else
    everything arrives at once

Symptom:
    client: gets nothing until any client sends an event; then everything at once
    server: no error: each emit() returns, and the log says "emitting event ... to all"

Cause:
    `emit` puts a packet into the connection's queue, a `gevent.queue.JoinableQueue`, and a greenlet
    takes it from there to the network. `put` wakes that greenlet with `run_callback` on gevent's
    loop, which is meant for calls from the loop's own thread: it stores the callback, but does not
    wake the loop, which sleeps in the kernel. The loop runs the callback when something else wakes
    it: a packet from any client, or Engine.IO's own task that looks for dead connections, every 20
    s divided by the number of clients. An event emitted while the loop happens to be awake gets
    through, so on a busy server events are only sometimes late.

    With a monkey-patched standard library there is no such thread: `threading.Thread` starts a
    greenlet, which runs in the loop's thread.

Fix:
    Use `socketio.start_background_task`, and `socketio.sleep` in the task: both fit the async mode.
    Or monkey-patch in the first lines of the program: this also turns threads that a library starts
    with `threading` into greenlets. Threads started in C cannot be patched; for those, only
    `async_mode="threading"` helps.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, gevent 26.9.0 with gevent-websocket.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/715
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/876
    https://github.com/miguelgrinberg/python-socketio/issues/16
    gevent/queue.py: SimpleQueue._schedule_unlock
    engineio/async_drivers/gevent.py: _async
    engineio/server.py: Server._service_task
"""

import threading
import time

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


@socketio.on("hello")
def hello() -> str:
    return "hello"


def broken(port: int) -> None:
    def count() -> None:
        for number in range(1, 4):
            time.sleep(0.1)  # stands for work
            socketio.emit("progress", number)
        print("the task has emitted 3 events")

    @socketio.on("start")
    def start() -> None:
        threading.Thread(target=count).start()

    socketio.run(app, port=port)


def fixed(port: int) -> None:
    def count() -> None:
        for number in range(1, 4):
            socketio.sleep(0.1)
            socketio.emit("progress", number)
        print("the task has emitted 3 events")

    @socketio.on("start")
    def start() -> None:
        socketio.start_background_task(count)

    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)

"""Push events from a background task: `start_background_task`, called once, under a lock.

Clients connect at the same time, each in its own thread. Without the lock, several threads may find
that there is no task yet, and each starts one. The task has no request, so it calls
`socketio.emit`.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import itertools
import threading

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
lock = threading.Lock()
task: threading.Thread | None = None


@socketio.on("connect")
def connect() -> None:
    global task
    with lock:
        if task is None:
            task = socketio.start_background_task(tick_for_ever)


def tick_for_ever() -> None:
    for number in itertools.count(1):
        socketio.emit("tick", number)
        socketio.sleep(0.5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

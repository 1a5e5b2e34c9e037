"""Stop a client's background task when its tab closes: an `Event` that the task waits on.

A background task cannot be stopped from outside, and one task per connection would pile up. So the
task waits on an `Event` instead of sleeping, and the disconnect handler sets it.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import itertools
import threading
from typing import Any

import flask
from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
request: Any = flask.request  # Flask's type does not know what Flask-SocketIO adds

stops: dict[str, threading.Event] = {}


@socketio.on("connect")
def connect() -> None:
    stop = stops[request.sid] = threading.Event()
    socketio.start_background_task(tick, request.sid, stop)


@socketio.on("disconnect")
def disconnected(reason: str) -> None:
    stops.pop(request.sid).set()


def tick(sid: str, stop: threading.Event) -> None:
    for number in itertools.count(1):
        if stop.wait(0.1):
            break
        socketio.emit("tick", number, to=sid)
    print("the task of", sid, "has ended")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

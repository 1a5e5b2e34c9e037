"""Show who is online: a reload does not count as leaving, and two tabs count as one person.

A user without a connection stays online for a grace period, in which the page can come back.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import threading
from typing import Any

import flask
from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
request: Any = flask.request  # Flask's type does not know what Flask-SocketIO adds
GRACE = 3.0
sids: dict[str, set[str]] = {}  # each user's connections
leaving: dict[str, object] = {}  # users without a connection, with their last departure
lock = threading.Lock()  # held while emitting too, to send the lists in order


@app.get("/")
def page() -> Response:
    return send_file("presence.html")


@socketio.on("connect")
def connect() -> None:
    with lock:
        sids.setdefault(request.args["name"], set()).add(request.sid)
        leaving.pop(request.args["name"], None)
        socketio.emit("people", sorted(sids))


@socketio.on("disconnect")
def disconnected(reason: str) -> None:
    name = request.args["name"]  # a real application takes it from the login
    with lock:
        sids[name].remove(request.sid)
        if not sids[name]:
            leaving[name] = departure = object()
            socketio.start_background_task(leave_later, name, departure)


def leave_later(name: str, departure: object) -> None:
    socketio.sleep(GRACE)
    with lock:
        if leaving.get(name) is departure:  # has not come back since
            del leaving[name], sids[name]
            socketio.emit("people", sorted(sids))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

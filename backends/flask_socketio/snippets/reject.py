"""Reject a connection with a reason and data: ConnectionRefusedError, seen as `connect_error`.

Import it from Flask-SocketIO: Python has another exception of this name. `return False` rejects
too, without a reason.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")

VERSION = 2


@app.get("/")
def page() -> Response:
    return send_file("reject.html")


@socketio.on("connect")
def connect(auth: object) -> None:
    if auth != {"version": VERSION}:
        raise Rejected("this page is out of date", {"version": VERSION})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

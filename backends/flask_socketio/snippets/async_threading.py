"""Serve with threads: `async_mode="threading"`, the server for development.

Each request and each event has a thread of its own; any library may block. It comes with Flask and
takes WebSockets if simple-websocket is installed. Always set the mode: left out, it depends on what
happens to be installed.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import time

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("sleep")
def sleep(seconds: float) -> str:
    time.sleep(seconds)  # holds up nobody else: it has a thread of its own
    return "awake"


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Without a terminal, as in a container, Flask-SocketIO starts this server only when told so.
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

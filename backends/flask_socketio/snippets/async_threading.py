"""Serve with threads: `async_mode="threading"` and Flask's development server.

Each request and each event has its own thread, so handlers may block. WebSockets need
simple-websocket. Always set the mode: without it, Flask-SocketIO picks whatever is installed.
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
    time.sleep(seconds)  # blocks only the thread of this handler
    return "awake"


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # Without a terminal, as in a container, this server starts only with the last option.
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

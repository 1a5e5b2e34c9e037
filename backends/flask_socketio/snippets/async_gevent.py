"""Serve with gevent and gevent-websocket: `async_mode="gevent"`, for thousands of connections.

Each connection is a greenlet. A blocking call that gevent does not know of stops all of them, so
patch the standard library before you import anything else.
"""

# /// script
# dependencies = ["flask-socketio", "gevent", "gevent-websocket"]
# ///
from gevent import monkey

monkey.patch_all()

import argparse
import time

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


@socketio.on("sleep")
def sleep(seconds: float) -> str:
    time.sleep(seconds)  # patched: other greenlets keep running
    return "awake"


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port)

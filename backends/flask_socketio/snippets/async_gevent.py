"""Serve with gevent and gevent-websocket: `async_mode="gevent"`, thousands of connections.

Each connection is a greenlet. What blocks without gevent's knowledge stops all of them, so the
standard library is patched first of all, before anything else is imported.
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
    time.sleep(seconds)  # patched: the other greenlets run on
    return "awake"


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port)

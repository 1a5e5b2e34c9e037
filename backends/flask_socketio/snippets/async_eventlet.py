"""Serve with eventlet: `async_mode="eventlet"`, for applications that still depend on it.

eventlet is deprecated, and its maintainers advise against it. New projects should use threads or
gevent.
"""

# /// script
# dependencies = ["eventlet", "flask-socketio"]
# ///
import eventlet

eventlet.monkey_patch()

import argparse
import time

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


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

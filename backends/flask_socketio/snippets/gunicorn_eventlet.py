"""Serve with gunicorn and eventlet, both of them old: gunicorn 25.3 is the last with that worker.

    gunicorn --worker-class eventlet --bind 127.0.0.1:8000 gunicorn_eventlet:app

eventlet is deprecated: for what still runs on it. The worker patches the standard library. One
worker: a second one would not know the clients of the first.
"""

# /// script
# dependencies = ["eventlet", "flask-socketio", "gunicorn<26"]
# ///
import argparse
import os
import sys
import time

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


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
    bind = f"127.0.0.1:{parser.parse_args().port}"
    # Its control socket would be a file in your home directory.
    command = [sys.executable, "-m", "gunicorn", "--bind", bind, "--no-control-socket"]
    os.execv(sys.executable, [*command, "--worker-class", "eventlet", "gunicorn_eventlet:app"])

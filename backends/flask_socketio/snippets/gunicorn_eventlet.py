"""Serve with gunicorn and eventlet: the worker `eventlet`, which gunicorn removed after 25.3.

    gunicorn --worker-class eventlet --bind 127.0.0.1:8000 gunicorn_eventlet:app

eventlet is deprecated. The worker patches the standard library. Use one worker: a second one would
not know the clients of the first.
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
    time.sleep(seconds)  # patched: other greenlets keep running
    return "awake"


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    bind = f"127.0.0.1:{parser.parse_args().port}"
    # Without this option, gunicorn creates a control socket in your home directory.
    command = [sys.executable, "-m", "gunicorn", "--bind", bind, "--no-control-socket"]
    os.execv(sys.executable, [*command, "--worker-class", "eventlet", "gunicorn_eventlet:app"])

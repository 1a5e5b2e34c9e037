"""Serve with gunicorn and threads: the worker `gthread`, where handlers may block.

    gunicorn --worker-class gthread --threads 100 --bind 127.0.0.1:8000 gunicorn_gthread:app

Nothing needs patching. Each open WebSocket holds a thread: if there are more clients than threads,
plain requests wait too. Use one worker: a second one would not know the clients of the first.
"""

# /// script
# dependencies = ["flask-socketio", "gunicorn", "simple-websocket"]
# ///
import argparse
import os
import sys
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
    bind = f"127.0.0.1:{parser.parse_args().port}"
    # Without this option, gunicorn creates a control socket in your home directory.
    command = [sys.executable, "-m", "gunicorn", "--bind", bind, "--no-control-socket"]
    os.execv(
        sys.executable,
        [*command, "--worker-class", "gthread", "--threads", "100", "gunicorn_gthread:app"],
    )

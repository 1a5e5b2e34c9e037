"""Emit from another process, such as a Celery worker or a cron job: `message_queue` and Redis.

    REDIS_URL=redis://127.0.0.1:6379 python another_process.py            starts a server
    REDIS_URL=redis://127.0.0.1:6379 python another_process.py --emit hi  emits to all its clients

The process that emits needs no Flask application: `SocketIO(message_queue=...)` only writes to the
queue. Several servers with the same queue also reach each other's clients.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket", "redis"]
# ///
import argparse
import os

from flask import Flask
from flask_socketio import SocketIO

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")


def serve(port: int) -> None:
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="threading", message_queue=REDIS_URL)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def emit(text: str) -> None:
    socketio = SocketIO(async_mode="threading", message_queue=REDIS_URL)
    socketio.emit("news", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--emit", metavar="TEXT")
    arguments = parser.parse_args()
    if arguments.emit is None:
        serve(arguments.port)
    else:
        emit(arguments.emit)

# mypy: ignore-errors
"""Flask-SocketIO on the development server: `emit`, and `emit` with `broadcast`."""

import logging
import secrets
import sys

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
app.secret_key = secrets.token_hex()
# No pings among the messages that the benchmark counts.
socketio = SocketIO(app, async_mode="threading", ping_interval=600)


@socketio.on("message", namespace="/echo")
def echo(message: str | bytes) -> None:
    """Send a message back."""
    emit("message", message)


@socketio.on("message", namespace="/broadcast")
def broadcast(message: object) -> None:
    """Send a message to everyone."""
    emit("message", message, broadcast=True)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
socketio.run(app, port=int(sys.argv[1]), allow_unsafe_werkzeug=True)

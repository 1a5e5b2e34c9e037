# mypy: ignore-errors
"""Flask-SocketIO on gevent: `emit`, and `emit` with `broadcast`."""

from gevent import monkey

monkey.patch_all()

import secrets  # noqa: E402
import sys  # noqa: E402

from flask import Flask  # noqa: E402
from flask_socketio import SocketIO, emit  # noqa: E402

app = Flask(__name__)
app.secret_key = secrets.token_hex()
# No pings among the messages that the benchmark counts.
socketio = SocketIO(app, async_mode="gevent", ping_interval=600)


@socketio.on("message", namespace="/echo")
def echo(message: str | bytes) -> None:
    """Send a message back."""
    emit("message", message)


@socketio.on("message", namespace="/broadcast")
def broadcast(message: object) -> None:
    """Send a message to everyone."""
    emit("message", message, broadcast=True)


socketio.run(app, port=int(sys.argv[1]))

"""Chat with Flask-SocketIO: every message goes to every client."""

import os

from flask import Flask
from flask_socketio import SocketIO, send

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("message")
def chat(message: str | bytes) -> None:
    send(message, broadcast=True)


port = int(os.environ.get("PORT", "8000"))
socketio.run(app, port=port, allow_unsafe_werkzeug=True)

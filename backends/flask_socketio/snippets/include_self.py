"""Broadcast to everyone except the sender: `emit(..., broadcast=True, include_self=False)`.

For a room, use `to=room` instead of `broadcast=True`.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("draw")
def draw(x: int, y: int) -> None:
    # The sender has already drawn the line.
    emit("drawn", (x, y), broadcast=True, include_self=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

"""Broadcast to all clients: `emit(..., broadcast=True)` in a handler.

The sender gets the event too. It reaches the clients in the event's namespace that are connected to
this process.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("say")
def say(text: str) -> None:
    emit("said", text, broadcast=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

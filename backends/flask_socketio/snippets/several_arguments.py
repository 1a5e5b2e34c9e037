"""Send and receive an event with several arguments: a tuple in `emit` is spread, a list is not.

A browser's `socket.emit("move", 3, 4)` calls `move(3, 4)`. Python's `emit` takes one value, so put
several arguments into a tuple. A default is for clients that send fewer arguments.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("move")
def move(x: int, y: int, speed: int = 1) -> None:
    emit("moved", (x, y, speed))  # socket.on("moved", (x, y, speed) => ...)
    emit("position", [x, y])  # socket.on("position", (position) => ...)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

"""Know who `send`, `emit` and `socketio.emit` reach: the sender of an event, or every client.

`send(data)` is `emit("message", data)`. Both functions need a handler's request and answer its
sender, in its namespace. `socketio.emit` and `socketio.send` have no sender and reach everyone.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit, send

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("ask")
def ask() -> None:
    send("1: to you, as `message`")
    emit("answer", "2: to you")
    emit("answer", "3: to everyone", broadcast=True)
    send("4: to everyone, as `message`", broadcast=True)
    socketio.emit("answer", "5: to everyone")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

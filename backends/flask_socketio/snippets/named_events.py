"""Handle and emit named events: `@socketio.on`, `@socketio.event`, and `on("*")` for the rest.

`connect` and `disconnect` belong to Socket.IO. Any other name is yours, even with spaces.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("add to basket")
def add(article: str) -> None:
    emit("added to basket", article)


@socketio.event
def checkout() -> None:  # the event has the function's name
    emit("checked out")


@socketio.on("*")
def unknown(event: str, *arguments: object) -> None:  # events without a handler
    emit("unknown", (event, len(arguments)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

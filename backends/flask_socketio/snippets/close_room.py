"""Close a room: `close_room` removes all clients from it, and their connections stay open.

Clients are not told, so emit an event first. A closed room can be joined again.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, close_room, emit, join_room

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("join")
def join(game: str) -> None:
    join_room(f"game:{game}")


@socketio.on("move")
def move(game: str, square: str) -> None:
    emit("moved", square, to=f"game:{game}")


@socketio.on("finish")
def finish(game: str) -> None:
    emit("finished", game, to=f"game:{game}")
    close_room(f"game:{game}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

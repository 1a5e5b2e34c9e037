"""Join and leave rooms, and emit to one: `join_room`, `leave_room`, `emit(..., to=room)`.

A room exists while somebody is in it. Clients leave all their rooms when they disconnect, and have
to join again when they reconnect. Anyone could emit to a room, so the handler checks who may.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit, join_room, leave_room, rooms

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("join")
def join(topic: str) -> None:
    # The prefix keeps clients out of rooms that are meant for something else.
    join_room(f"topic:{topic}")


@socketio.on("leave")
def leave(topic: str) -> None:
    leave_room(f"topic:{topic}")


@socketio.on("say")
def say(topic: str, text: str) -> str:
    room = f"topic:{topic}"
    if room not in rooms():
        return "join first"
    emit("said", (topic, text), to=room)
    return "said"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

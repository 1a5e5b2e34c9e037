"""Join and leave rooms, and send to one: `join_room`, `leave_room`, `emit(..., to=room)`.

A room exists while someone is in it. Clients leave all their rooms when they disconnect, and must
join again when they reconnect. `emit` does not check who may send, so the handler does.
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
    # The prefix keeps clients out of rooms with another purpose.
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

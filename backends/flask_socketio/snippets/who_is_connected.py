"""Know who is connected and who is in a room: a dictionary of names, protected by a lock.

A user with two tabs stays when one of them closes. Take the names from your login: this program
believes every name.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import threading

from flask import Flask, request
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
names: dict[str, str] = {}  # by session id
lock = threading.Lock()


@socketio.on("connect")
def connect(auth: object) -> bool:
    if isinstance(auth, dict) and "name" in auth:
        update(str(auth["name"]))
        return True
    return False


@socketio.on("disconnect")
def disconnect(reason: str) -> None:
    update(None)


def update(name: str | None) -> None:
    sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO sets it
    with lock:  # held while emitting too, to send the lists in order
        if name is None:
            del names[sid]
        else:
            names[sid] = name
        emit("connected", sorted(set(names.values())), broadcast=True)


@socketio.on("join")
def join(topic: str) -> None:
    join_room(f"topic:{topic}")


@socketio.on("members")
def members(topic: str) -> list[str]:
    participants = socketio.server.manager.get_participants("/", f"topic:{topic}")
    with lock:
        return sorted({names[sid] for sid, _ in participants if sid in names})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

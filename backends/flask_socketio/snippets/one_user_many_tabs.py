"""Reach all tabs of one user: each connection joins a room of the user, and events go to that room.

The user is known from Flask's session, whose cookie all tabs of a browser share. Here it is made up
at the first visit; with a login it is the user's id, and other devices are reached as well.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import secrets

from flask import Flask, Response, send_file, session
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
app.secret_key = secrets.token_hex()  # configure one that stays, or a restart forgets everyone
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    session.setdefault("user", secrets.token_hex())
    return send_file("one_user_many_tabs.html")


@socketio.on("connect")
def connect() -> None:
    if "user" not in session:
        raise Rejected("open the page first")
    join_room(f"user:{session['user']}")


@socketio.on("note")
def note(text: str) -> None:
    emit("noted", text, to=f"user:{session['user']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

"""Reach all tabs of one user: each connection joins the user's room, and events go to that room.

The user is in Flask's session, whose cookie all tabs of a browser share. Here the first visit makes
up a user. With a login, use the user's id: this reaches the user's other devices as well.
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
app.secret_key = secrets.token_hex()  # configure a fixed key, or a restart forgets everyone
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

"""Send a private message to one user: emit to the user's room, not to a session id.

A session id (`request.sid`) belongs to one connection: a reconnect gets a new one, and so does a
second tab. The room holds all connections that the user has at the moment.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import secrets

from flask import Flask, request, session
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
app.secret_key = secrets.token_hex()  # configure a fixed key, or a restart logs everyone out
socketio = SocketIO(app, async_mode="threading")


@app.post("/login")
def log_in() -> tuple[str, int]:
    session["name"] = request.form["name"]  # check a password here
    return "", 204


@socketio.on("connect")
def connect() -> None:
    if "name" not in session:
        raise Rejected("log in first")
    join_room(f"user:{session['name']}")


@socketio.on("tell")
def tell(name: str, text: str) -> None:
    # The sender's name comes from the login, not from the client.
    emit("told", (session["name"], text), to=f"user:{name}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

"""Authenticate a connection with a token: the client's `auth` is the connect handler's argument.

`auth` is whatever the client sends, or None, so check its type. If the handler raises anything but
Flask-SocketIO's ConnectionRefusedError, the client waits for an answer that never comes.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file, session
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")

USERS = {"token-of-ada": "Ada"}  # a real application checks a signature or a database


@app.get("/")
def page() -> Response:
    return send_file("connect_auth.html")


@socketio.on("connect")
def connect(auth: object) -> None:
    match auth:
        case {"token": str(token)} if token in USERS:
            session["user"] = USERS[token]  # kept until this connection ends
        case _:
            raise Rejected("unknown token")


@socketio.on("whoami")
def whoami() -> str:
    return str(session["user"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

"""Authenticate a connection with a token: the client's `auth` is the connect handler's argument.

`auth` is whatever the client sends: anything, or None. A handler that raises something else than
ConnectionRefusedError leaves the client waiting, so look before you take.
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

USERS = {"token-of-ada": "Ada"}  # a real application verifies a signature, or asks its database


@app.get("/")
def page() -> Response:
    return send_file("connect_auth.html")


@socketio.on("connect")
def connect(auth: object) -> None:
    match auth:
        case {"token": str(token)} if token in USERS:
            session["user"] = USERS[token]  # this connection's own, until it ends
        case _:
            raise Rejected("unknown token")


@socketio.on("whoami")
def whoami() -> str:
    return str(session["user"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)

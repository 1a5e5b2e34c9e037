"""Messages to a stored request.sid are lost after the client reconnects.

Looks like:
    messages are lost
    the client gets nothing
    wrong user: session and login

Symptom:
    client: is connected again after a short break, and the messages for it do not come
    server: nothing: emit to an old sid raises no error

Cause:
    A sid names one connection, not a user. When the network breaks for a moment, or the page is
    reloaded, the same user gets a new sid: `BaseManager.pre_connect` creates it with `generate_id`.
    A sid is also the name of a room that contains only this client. Emitting to a room that is
    empty, or never existed, is not an error: `Manager.emit` finds no participants and returns.

Fix:
    Store the user, not the sid. Let each connection join a room of its user in `connect`, which
    also runs after each reconnect, and emit the user's messages to that room. All tabs and devices
    of the user get them. Messages emitted while the user has no connection are still lost: store
    them, and send them at the next connect.

Versions:
    Flask-SocketIO 5.7.0, JS client 4.8.4; all versions.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/198
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1142
    https://github.com/miguelgrinberg/python-socketio/issues/472
    socketio/manager.py: Manager.emit
"""

import secrets

from flask import Flask, request, session
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO, join_room

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()
socketio = SocketIO(app, async_mode="threading")
wanted_by: list[str] = []


@app.post("/login/<name>")
def login(name: str) -> str:
    session["user"] = name
    return f"hello {name}"


@socketio.on("connect")
def connect() -> None:
    if "user" not in session:
        raise Rejected("log in first")
    join_room(f"user:{session['user']}")


@app.post("/report-is-ready")
def report_is_ready() -> str:
    for to in wanted_by:
        socketio.emit("report", "42 pages", to=to)
    return "sent"


def broken(port: int) -> None:
    @socketio.on("order")
    def order() -> str:
        wanted_by.append(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO's
        return "in work"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("order")
    def order() -> str:
        wanted_by.append(f"user:{session['user']}")
        return "in work"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

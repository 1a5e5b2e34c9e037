"""request.sid is not the user: after a reconnect a message to it goes nowhere.

Looks like:
    lost
    the client gets nothing
    who is it? session and login

Symptom:
    client: is connected again after a short break, and what was to be sent to it does not come
    server: nothing: emit to a sid that is gone raises no error

Cause:
    A sid names one connection. When the network breaks for a moment, or the page is reloaded, the
    same user gets a new one: `BaseManager.pre_connect` makes it up in `generate_id`. A sid is also
    the name of a room with this one client in it, and to emit to a room that is empty, or never
    was, is no error: `Manager.emit` finds no participants and returns.

Fix:
    Remember the user. Each connection joins a room of its user in `connect`, which also runs after
    each reconnect, and what is for the user goes to that room. All tabs and devices of the user get
    it. What is sent while nobody is connected is still lost: keep it, and send it at the next
    connect.

Versions:
    Flask-SocketIO 5.7.0, JS client 4.8.4; every version has it.

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

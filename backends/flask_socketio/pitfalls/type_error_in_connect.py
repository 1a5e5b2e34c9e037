"""A TypeError in the connect handler runs it again, up to four times.

Looks like:
    twice or more often
    an error in the server's log

Symptom:
    server: everything that the handler does before the error happens four times for one client
    server: message handler error
    server: TypeError: 'NoneType' object is not subscriptable
    client: neither connect nor connect_error

Cause:
    A connect handler may accept `auth` or not. `SocketIO._handle_event` finds out by trying: it
    calls `handler(auth)`, and after a TypeError `handler()`. It cannot tell a wrong number of
    arguments from a TypeError in the body, such as from `None["name"]`. `Server._handle_connect`
    tries two calls in the same way if the client has sent no auth, which makes two times two calls.
    With auth there are two.

    If `auth` has no default, every second call fails before the body. Then the body runs half as
    often, and the last line of the log is "missing 1 required positional argument: 'auth'", which
    is not the cause.

Fix:
    Avoid TypeErrors in connect: `auth` is None or anything that a client sends, so check it before
    you use it. Put everything that should happen once after the checks.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/1490
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/501
    flask_socketio/__init__.py: SocketIO._handle_event
    socketio/server.py: Server._handle_connect
"""

from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
visits: list[str] = []


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        visits.append("guest")
        print("visit", len(visits))
        visits[-1] = auth["name"]  # it is None or a string

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        name = auth.get("name", "guest") if isinstance(auth, dict) else "guest"
        visits.append(str(name))
        print("visit", len(visits))

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

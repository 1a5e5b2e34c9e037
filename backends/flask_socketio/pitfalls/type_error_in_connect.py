"""A TypeError in the connect handler runs it again, up to four times.

Looks like:
    twice, or too often
    an error in the server's log

Symptom:
    server: what the handler does before the error happens four times for one client
    server: message handler error
    server: TypeError: 'NoneType' object is not subscriptable
    client: neither connect nor connect_error

Cause:
    A connect handler may take `auth` or not. `SocketIO._handle_event` finds out by trying: it calls
    `handler(auth)`, and after a TypeError `handler()`. It cannot tell a wrong number of arguments
    from a TypeError in the body, as `None["name"]` raises. `Server._handle_connect` tries two forms
    in the same way when the client has sent no auth: two times two calls. With auth it is two.

    Where `auth` has no default, every second call fails before the body: that is half as many, but
    the log's last line is "missing 1 required positional argument: 'auth'", which is not the cause.

Fix:
    Have no TypeError in connect: `auth` is None, or whatever a client likes to send, so
    check what it is before use. Do what shall happen once after the checks.

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
        visits.append("somebody")
        print("visit", len(visits))
        visits[-1] = auth["name"]  # it is None, or a text

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        name = auth.get("name", "somebody") if isinstance(auth, dict) else "somebody"
        visits.append(str(name))
        print("visit", len(visits))

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

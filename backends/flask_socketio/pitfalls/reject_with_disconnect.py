"""disconnect() in the connect handler does not reject the client.

Looks like:
    other websites or strangers get in

Symptom:
    client: connect, with a wrong token and with none
    server: no error: disconnect() returns

Cause:
    Until the handler has returned, the client is in the manager's `pending_connect`, and
    `Manager.is_connected` returns False for it. `Server.disconnect` ends only connections for which
    `can_disconnect` returns True, and does nothing for this one. Then the handler returns None,
    which is not False, so the client is accepted. A plain `return` accepts the client as well, and
    so does a decorator for views that returns a response instead of calling the handler.

Fix:
    Raise Flask-SocketIO's `ConnectionRefusedError("why")`, not Python's own: the client gets a
    connect_error with that message, and with data if you pass a second argument. `return False`
    does the same without a reason. In all other handlers `disconnect()` works. Check the type of
    `auth` before you use it, as here: it is None or anything that a client sends. Any other error
    leaves the client without an answer: see connect_handler_raises.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1. With `always_connect=True`, disconnect() works in
    connect too.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#connection-events
    https://github.com/miguelgrinberg/Flask-HTTPAuth/issues/105
    socketio/server.py: Server.disconnect
    socketio/base_manager.py: BaseManager.is_connected
"""

from flask import Flask
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO, disconnect

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("secret")
def secret() -> str:
    return "the vault's number is 1815"


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: object = None) -> None:
        if not isinstance(auth, dict) or auth.get("token") != "right":
            disconnect()

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: object = None) -> None:
        if not isinstance(auth, dict) or auth.get("token") != "right":
            raise Rejected("wrong token")

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

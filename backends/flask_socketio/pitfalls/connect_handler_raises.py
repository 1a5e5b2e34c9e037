"""An exception in connect leaves the client neither accepted nor rejected.

Looks like:
    the client gets nothing
    an error in the server's log
    other websites or strangers get in
    memory grows

Symptom:
    client: neither connect nor connect_error, and no reconnection
    server: message handler error
    server: KeyError: 'wrong'
    wire: broadcasts go to the client that was never accepted

Cause:
    `Server._handle_connect` handles two exceptions, both named ConnectionRefusedError. Any other
    exception leaves it before it sends CONNECT or CONNECT_ERROR, and python-engineio only logs the
    exception. By then `pre_connect` has added the client to the room that broadcasts go to. Nothing
    removes it from there, not even when the client leaves: `_handle_disconnect` skips clients that
    were never connected. So each broadcast goes to this client. A browser's client holds those
    events back, because it is not connected; another program can read them.

Fix:
    Check everything that comes from outside, and reject with `raise ConnectionRefusedError("why")`.
    For unexpected errors, add an error handler (`on_error_default`) that raises
    ConnectionRefusedError for connect and the error itself for all other events; see
    on_error_accepts. `auth` can be any JSON: you expect a dict, and a client may send a string. In
    the page, use your own time limit: the client's `timeout` ends with the handshake, which has
    succeeded.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, JS client 4.8.4.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#connection-events
    socketio/server.py: Server._handle_connect
    socketio/base_manager.py: BaseManager.pre_connect
    flask_socketio/__init__.py: SocketIO._handle_event
"""

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
names = {"a right token": "Ada"}


@socketio.on("chat")
def chat(text: str) -> None:
    emit("chat", text, broadcast=True)


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: dict[str, str]) -> None:
        name = names[auth["token"]]
        print(name, "is here")

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: dict[str, str]) -> None:
        name = names.get(auth["token"])
        if name is None:
            raise Rejected("wrong token")
        print(name, "is here")

    @socketio.on_error_default
    def failed(error: Exception) -> None:
        if request.event["message"] != "connect":  # type: ignore[attr-defined]
            raise error
        app.logger.error("in connect", exc_info=error)
        raise Rejected("server error")

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

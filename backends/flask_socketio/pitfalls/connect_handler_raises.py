"""An exception in the connect handler leaves the client neither in nor out.

Looks like:
    the client gets nothing
    an error in the server's log
    open to strangers
    memory grows

Symptom:
    client: neither connect nor connect_error, and no reconnection
    server: message handler error
    server: KeyError: 'wrong'
    wire: broadcasts go to the client that was never accepted

Cause:
    `Server._handle_connect` knows two exceptions, both of the name ConnectionRefusedError. Any
    other leaves it before it sends CONNECT or CONNECT_ERROR, and python-engineio only logs it. By
    then `pre_connect` has put the client into the room that broadcasts go to, and nobody takes it
    out, not even when the client leaves: `_handle_disconnect` passes by who never was connected.
    Each broadcast is sent to it. A browser's client holds those events back, as it is not
    connected; a program of one's own can read them.

Fix:
    Check what comes from outside, and refuse: `raise ConnectionRefusedError("why")`. For what was
    not foreseen, an error handler (`on_error_default`) that raises the same for connect, and the
    error itself for every other event; see on_error_accepts. `auth` can be any JSON: where a dict
    is expected, a client may send a string. In the page, a time limit of one's own: the client's
    `timeout` is over with the handshake, which has succeeded.

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

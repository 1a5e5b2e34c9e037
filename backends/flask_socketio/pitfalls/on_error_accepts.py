"""An error handler lets a client in although its connect handler failed.

Looks like:
    other websites or strangers get in
    wrong user: session and login

Symptom:
    client: connect, although the check of its token raised an error, or rejected it with Python's
        own ConnectionRefusedError
    server: the error that the error handler logs, and nothing else

Cause:
    `SocketIO._handle_event` catches what a handler raises, calls the error handler, and returns its
    result. For connect this result decides whether to accept the client, and python-socketio
    rejects only what `is False`. An error handler that only logs returns None; one that returns an
    acknowledgement returns a dict. Both let the client in. Without an error handler the client
    would not get in, but hang: see connect_handler_raises.

    Only Flask-SocketIO's own ConnectionRefusedError passes through, so rejections that your tests
    cover work. If you forget to import it, Python's builtin of the same name is caught like any
    other error, and lets the client in.

Fix:
    In the error handler, check `request.event["message"]`, and reject the client if it is
    "connect".

Versions:
    Flask-SocketIO 5.7.0; the same for `on_error` and `on_error_default`. Before 5.3.4 every
    ConnectionRefusedError was caught, including Flask-SocketIO's own.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#error-handling
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1959
    flask_socketio/__init__.py: SocketIO._handle_event
"""

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
names = {"a right token": "Ada"}


@socketio.on("connect")
def connect(auth: dict[str, str]) -> None:
    if auth["token"] == "an old token":
        raise ConnectionRefusedError("too old")  # Python's own, not Flask-SocketIO's
    print(names[auth["token"]], "is here")


@socketio.on("secret")
def secret() -> str:
    return "the vault's number is 1815"


def broken(port: int) -> None:
    @socketio.on_error_default
    def failed(error: Exception) -> dict[str, str]:
        print("in a handler:", repr(error))
        return {"error": "server error"}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on_error_default
    def failed(error: Exception) -> dict[str, str]:
        print("in a handler:", repr(error))
        if request.event["message"] == "connect":  # type: ignore[attr-defined]
            raise Rejected("server error")
        return {"error": "server error"}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

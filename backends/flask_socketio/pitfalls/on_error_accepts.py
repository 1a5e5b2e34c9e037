"""An error handler turns a failed connect into an accepted one.

Looks like:
    open to strangers
    who is it? session and login

Symptom:
    client: connect, though the check of its token has failed with an error, or has refused it by
        Python's own ConnectionRefusedError
    server: the error that the error handler logs, and nothing else

Cause:
    `SocketIO._handle_event` catches what a handler raises, calls the error handler, and returns its
    result. For connect this is the answer to "accept?", and python-socketio refuses only
    what `is False`. An error handler that logs returns None; one that returns an answer for the
    acknowledgement returns a dict. Both let the client in. Without any error handler it would not
    get in, but hang: see connect_handler_raises. Only Flask-SocketIO's own ConnectionRefusedError
    is let through, so the refusals that one tests are right; where its import has been forgotten,
    Python's builtin of the same name is caught as any error is, and lets the client in.

Fix:
    In the error handler, ask `request.event["message"]`, and refuse where it is "connect".

Versions:
    Flask-SocketIO 5.7.0; `on_error` and `on_error_default` are the same. Before 5.3.4 every
    ConnectionRefusedError was caught, Flask-SocketIO's own too.

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

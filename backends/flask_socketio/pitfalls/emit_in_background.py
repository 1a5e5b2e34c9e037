"""Working outside of request context: emit() in a background task.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: gets nothing, and no error
    server: RuntimeError: Working outside of request context.

Cause:
    `flask_socketio.emit` answers the client whose event is being handled: it reads the client and
    the namespace from Flask's request. A background task has no request. The first line of `emit`
    that reads `flask.request` raises, and the task ends there, even if you pass `to=`. An
    application context (`with app.app_context()`) does not help, because it has no request either.

Fix:
    Emit with the `SocketIO` object, which needs no request. It sends to the clients named with
    `to=`, and without `to=` to every client in the namespace: see emit_to_everyone. Read
    `request.sid` before the task starts, and pass it on.

Versions:
    Flask-SocketIO 5.7.0, in every async mode.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#broadcasting
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/621
"""

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


def broken(port: int) -> None:
    def count(sid: str) -> None:
        for number in range(1, 4):
            emit("progress", number, to=sid)
            socketio.sleep(0.2)

    @socketio.on("start")
    def start() -> None:
        socketio.start_background_task(count, request.sid)  # type: ignore[attr-defined]

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def count(sid: str) -> None:
        for number in range(1, 4):
            socketio.emit("progress", number, to=sid)
            socketio.sleep(0.2)

    @socketio.on("start")
    def start() -> None:
        socketio.start_background_task(count, request.sid)  # type: ignore[attr-defined]

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

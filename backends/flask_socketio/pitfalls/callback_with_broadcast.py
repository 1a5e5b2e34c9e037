"""The callback of a broadcast cannot tell who has answered.

Looks like:
    who is it? session and login
    twice, or too often

Symptom:
    server: the callback runs once per client, with `request.sid` of the sender each time
    server: 1 of 3 have it (three times)

Cause:
    Each client gets its packet with an id of its own, and each acknowledgement runs the callback.
    Nothing in it says whose it is: `SocketIO.emit` wraps the callback in the request of the event
    in whose handler it was given, so `request.sid` is the sender's. A comment in `Manager.emit`
    says that callbacks for many are not supported, and with a message queue they are an error: see
    callback_with_message_queue.

Fix:
    Emit to each client with `to=sid`, and bind to the callback what it has to know. The list of
    clients is yours to keep, in connect and disconnect. For many clients an ordinary event that
    clients send back, "received" with the message's number, is less work: in its handler
    `request.sid` is the one who sends it.

    Either way a callback runs in the sender's request: once the sender has gone,
    `SocketIO._handle_event` drops it. What must be counted all the same needs the ordinary event.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1. The documentation says that callbacks are not
    called for broadcasts; they are.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#broadcasting
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/940
    flask_socketio/__init__.py: SocketIO.emit, _callback_wrapper
    socketio/manager.py: Manager.emit
"""

from functools import partial

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
connected: set[str] = set()


@socketio.on("connect")
def connect() -> None:
    connected.add(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO's


@socketio.on("disconnect")
def disconnect() -> None:
    connected.discard(request.sid)  # type: ignore[attr-defined]


def broken(port: int) -> None:
    @socketio.on("publish")
    def publish(text: str) -> None:
        have_it = set()

        def received() -> None:
            have_it.add(request.sid)  # type: ignore[attr-defined]
            print(f"{len(have_it)} of {len(connected)} have it\n", end="")

        emit("news", text, broadcast=True, callback=received)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("publish")
    def publish(text: str) -> None:
        have_it = set()

        def received(sid: str) -> None:
            have_it.add(sid)
            print(f"{len(have_it)} of {len(connected)} have it\n", end="")

        for sid in list(connected):
            emit("news", text, to=sid, callback=partial(received, sid))

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

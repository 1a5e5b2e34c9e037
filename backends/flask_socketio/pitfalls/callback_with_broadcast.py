"""The callback of a broadcast cannot tell which client has answered.

Looks like:
    wrong user: session and login
    twice or more often

Symptom:
    server: the callback runs once per client, with `request.sid` of the sender each time
    server: 1 of 3 have it (three times)

Cause:
    Each client gets its packet with its own id, and each acknowledgement runs the callback. But
    nothing tells the callback which client has answered. `SocketIO.emit` wraps the callback in the
    request of the event whose handler called `emit`, so `request.sid` is the sender's. A comment in
    `Manager.emit` says that callbacks for several clients are not supported. With a message queue
    they raise an error: see callback_with_message_queue.

Fix:
    Emit to each client with `to=sid`, and bind to the callback what it has to know. You have to
    keep the list of clients yourself, in connect and disconnect. For many clients it is less work
    to let each client send an ordinary event back, such as "received" with the message's number: in
    its handler `request.sid` is the client that sends it.

    Either way a callback runs in the sender's request: after the sender has left,
    `SocketIO._handle_event` drops it. If you have to count all answers, use the ordinary event.

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

"""A client can emit "connect" and "disconnect", and the handlers run.

Looks like:
    open to strangers
    nobody notices that the other end is gone

Symptom:
    wire: 42["disconnect","x"], and the connection goes on
    server: the disconnect handler runs for a client that is still there, as often as it likes;
        connect runs anew, with any auth that the client makes up

Cause:
    `Server._handle_event` runs the handler that is registered under the name in the packet, and
    `connect` and `disconnect` are registered like any other. Only catch-all handlers leave out
    `BaseServer.reserved_events`. socket.io-client throws an error at these names, but nobody has to
    use it. So a number that goes up in one and down in the other says what a client wants, and a
    user who is "gone" still gets every message. What connect returns is the answer to the event: a
    False refuses nothing.

Cure:
    Begin both handlers with a look at the manager: in the real ones `is_connected` is false, as the
    client is just coming or going, and in an event it is true. Where it is about numbers only, ask
    the manager who is there.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1.

References:
    socketio/server.py: Server._handle_event
    socketio/base_manager.py: BaseManager.is_connected
    https://socket.io/docs/v4/emit-cheatsheet/#reserved-events
"""

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
online: set[str] = set()


def change(*, there: bool) -> None:
    name = request.args["name"]
    (online.add if there else online.discard)(name)
    emit("online", ", ".join(sorted(online)), broadcast=True)


@socketio.on("say")
def say(text: str) -> None:
    emit("said", text, broadcast=True)


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect() -> None:
        change(there=True)

    @socketio.on("disconnect")
    def disconnect(reason: str) -> None:
        change(there=False)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def is_event() -> bool:
        sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO's
        return bool(socketio.server.manager.is_connected(sid, "/"))

    @socketio.on("connect")
    def connect() -> None:
        if not is_event():
            change(there=True)

    @socketio.on("disconnect")
    def disconnect(reason: str) -> None:
        if not is_event():
            change(there=False)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

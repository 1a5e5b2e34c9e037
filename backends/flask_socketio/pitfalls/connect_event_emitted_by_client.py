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

Fix:
    Begin both handlers with a look at what only the server can do. The real connect gets the
    handshake's environ itself, which no packet can hold. In the real disconnect `is_connected` is
    false, as the client is just going, and in an event it is true. For connect that would not do:
    with `always_connect=True` it is true in the real one, and in an event it can be false, if
    the client leaves right after it. Where it is about numbers only, ask the manager who is there.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1.

References:
    socketio/server.py: Server._handle_event, _handle_connect
    socketio/base_manager.py: BaseManager.is_connected
    https://socket.io/docs/v4/emit-cheatsheet/#reserved-events
"""

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

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
    def connect(auth: object) -> None:
        print(f"connect with {auth}")
        change(there=True)

    @socketio.on("disconnect")
    def disconnect(reason: str) -> None:
        change(there=False)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("connect")
    def connect(auth: object) -> None:
        args = request.event["args"]  # type: ignore[attr-defined]  # Flask-SocketIO's
        if not args or args[0] is not request.environ:
            return
        print(f"connect with {auth}")
        change(there=True)

    @socketio.on("disconnect")
    def disconnect(reason: str) -> None:
        sid = request.sid  # type: ignore[attr-defined]
        if socketio.server.manager.is_connected(sid, "/"):
            return
        change(there=False)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

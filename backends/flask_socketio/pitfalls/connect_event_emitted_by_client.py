"""A client can emit "connect" and "disconnect" and run your handlers.

Looks like:
    other websites or strangers get in
    a vanished client or server goes unnoticed

Symptom:
    wire: 42["disconnect","x"], and the connection stays open
    server: the disconnect handler runs for a client that is still connected, as often as the client
        likes; connect runs again, with any auth that the client makes up

Cause:
    `Server._handle_event` runs the handler registered under the name in the packet, and `connect`
    and `disconnect` are registered like any other. Only catch-all handlers leave out
    `BaseServer.reserved_events`. socket.io-client throws an error for these names, but other
    clients do not. So a counter that goes up in one handler and down in the other shows whatever a
    client wants, and a user who has "left" still gets every message. The return value of connect
    becomes the acknowledgement of the event: False rejects nothing.

Fix:
    Start both handlers with a check of something that only the server can provide. The real connect
    gets the handshake's environ object, which no packet can contain. In the real disconnect
    `is_connected` is false, because the client is just leaving; in an event it is true. Do not use
    `is_connected` in connect: with `always_connect=True` it is true in the real one, and in an
    event it can be false if the client leaves right after it. If you only need the number of
    clients, ask the manager who is connected.

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

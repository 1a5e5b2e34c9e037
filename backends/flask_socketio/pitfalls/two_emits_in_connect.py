"""Events emitted in the connect handler arrive all at once, when it returns.

Looks like:
    everything arrives at once
    late, or only after something else

Symptom:
    client: "loading" and "ready" come together, after the work between them
    wire: 42["status","loading"] at once, but 40{"sid":...} only after the last event

Cause:
    `emit` in the connect handler does send: the frame leaves at once. But the CONNECT packet, which
    tells the client that it is connected, is sent by `Server._handle_connect` after the handler has
    returned. A JS client puts an event that arrives before CONNECT into its `receiveBuffer`;
    `onconnect` empties the buffer and then emits "connect". So no kind of `sleep` helps here,
    although it helps in the handlers of other events.

Fix:
    Return from connect soon, and do the work in a background task, or in the handler of an event
    that the client sends when it is connected. `SocketIO(always_connect=True)` sends CONNECT first,
    but then you can no longer reject a client with a connect_error.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, JS client 4.8.4; mode "threading".

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/62
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/331
    socketio/server.py: Server._handle_connect
    socket.io-client, socket.js: onevent, onconnect, emitBuffered
"""

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect() -> None:
        emit("status", "loading")
        socketio.sleep(0.8)  # stands for work
        emit("status", "ready")

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def load(sid: str) -> None:
        socketio.emit("status", "loading", to=sid)
        socketio.sleep(0.8)  # stands for work
        socketio.emit("status", "ready", to=sid)

    @socketio.on("connect")
    def connect() -> None:
        socketio.start_background_task(load, request.sid)  # type: ignore[attr-defined]

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

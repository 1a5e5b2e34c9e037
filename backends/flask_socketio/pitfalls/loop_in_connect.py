"""An endless loop in the connect handler: the client never connects.

Looks like:
    the client gets nothing
    closed after a while

Symptom:
    client: no connect, none of the events that the loop emits, and in the end disconnect transport
        close, or ping timeout with intervals as short as here
    server: no error; the disconnect handler never runs, and the loop goes on without a client
    wire: 42["second",1], and no 40{"sid":...}

Cause:
    `Server._handle_connect` sends the CONNECT packet after the handler has returned. Until then the
    client is not connected, and keeps each event in its `receiveBuffer`. The handler also runs in
    the loop that reads from this connection, so the server does not read the client's pongs. After
    the ping timeout the server closes the WebSocket, which the page sees as `transport close`,
    unless the page's own timer is first: `ping timeout`. As the client was never connected,
    `_handle_disconnect` does not call the disconnect handler.

Fix:
    Return from connect, and do the work in a background task. `emit` does not work in a task, which
    has no request: use `socketio.emit` with `to=`. The task has to end when the client leaves. If
    all clients get the same events, one task for all of them is enough.

    With `always_connect=True` the server sends the CONNECT packet first and the events arrive, but
    it still does not read the client's own events, and the connection still ends.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, JS client 4.8.4.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/413
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1125
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/266
    socketio/server.py: Server._handle_connect
    socket.io-client, socket.js: onevent
"""

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading", ping_interval=1, ping_timeout=1)
here: set[str] = set()


@socketio.on("disconnect")
def disconnect() -> None:
    print("the disconnect handler runs")
    here.discard(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO's


def broken(port: int) -> None:
    @socketio.on("connect")
    def connect() -> None:
        sid = request.sid  # type: ignore[attr-defined]
        here.add(sid)
        second = 0
        while sid in here:
            second += 1
            print("second", second)
            emit("second", second)
            socketio.sleep(0.3)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def count(sid: str) -> None:
        second = 0
        while sid in here:
            second += 1
            print("second", second)
            socketio.emit("second", second, to=sid)
            socketio.sleep(0.3)

    @socketio.on("connect")
    def connect() -> None:
        sid = request.sid  # type: ignore[attr-defined]
        here.add(sid)
        socketio.start_background_task(count, sid)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

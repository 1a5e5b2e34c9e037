"""A client that lost its network stays online for about a minute.

Looks like:
    a vanished client or server goes unnoticed

Symptom:
    client: others see a user online who left up to 65 seconds ago
    server: nothing; then the disconnect handler gets ping timeout

Cause:
    A closed laptop or a phone without a signal does not close its connection: to the server it
    looks like one that is quiet. Only a ping without a pong shows the difference. The server sends
    a ping one `ping_interval`, 25 seconds, after the last pong, and `Socket.check_ping_timeout`
    drops the client if there is no answer within `ping_timeout`, 20 seconds. The task that checks
    visits each client once per `ping_timeout`, which adds up to 20 seconds.

Fix:
    Set a shorter `ping_interval` and `ping_timeout`. Each ping is a small packet for every client,
    and a timeout that is too short drops clients on bad networks and in background tabs: 10 and 5
    seconds suit a list of online users. Use whole seconds: with `ping_interval=0.5` the server
    tells the client 0 milliseconds (`int` in `Server._handle_connect`), and the client closes the
    connection whenever it gets no ping within `ping_timeout`. Do not rely on the page's
    `beforeunload`.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/291
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/785
    https://socket.io/docs/v4/how-it-works/#disconnection-detection
    engineio/socket.py: Socket.check_ping_timeout
"""

from flask import Flask, request
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(async_mode="threading")
online: dict[str, str] = {}


@socketio.on("connect")
def connect() -> None:
    online[request.sid] = request.args["name"]  # type: ignore[attr-defined]


@socketio.on("disconnect")
def disconnect(reason: str) -> None:
    name = online.pop(request.sid)  # type: ignore[attr-defined]
    print(f"{name} is gone: {reason}")


@socketio.on("who")
def who() -> list[str]:
    return sorted(online.values())


def broken(port: int) -> None:
    socketio.init_app(app)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    # Short for the demonstration; use 10 and 5 in production.
    socketio.init_app(app, ping_interval=2, ping_timeout=1)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

"""A client whose network is gone is counted for about a minute.

Looks like:
    nobody notices that the other end is gone

Symptom:
    client: others see somebody online who has been gone for up to 65 seconds
    server: nothing; then the disconnect handler gets ping timeout

Cause:
    A laptop that is shut, or a telephone without a signal, says no goodbye: to the server the
    connection looks like one that is quiet. Only a ping without a pong tells. The server sends one
    `ping_interval` after the last pong, 25 seconds, and `Socket.check_ping_timeout` gives the
    client up when there is no answer for `ping_timeout`, 20 seconds. The task that looks comes by
    once in a `ping_timeout`: up to another 20 seconds.

Fix:
    Shorter `ping_interval` and `ping_timeout`. Each is a small packet for every client, and a
    timeout that is too short throws out clients on bad networks and in background tabs: 10 and 5
    seconds suit a list of who is online. Whole seconds: of `ping_interval=0.5` the client is told 0
    milliseconds (`int` in `Server._handle_connect`), and gives up each time that it gets no ping
    within `ping_timeout`. Do not count on the page's `beforeunload`.

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
    # So short only to be shown: 10 and 5 in earnest.
    socketio.init_app(app, ping_interval=2, ping_timeout=1)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

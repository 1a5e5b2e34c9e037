"""With always_connect=True, a refused client connects again and again.

Looks like:
    connects, then closes (1005, 1006)
    twice, or too often

Symptom:
    client: connect, then disconnect parse error, and so on for ever; no connect_error
    wire: 40{"sid":...}, then 41{"message":"Connection rejected by server"}
    server: nothing

Cause:
    `always_connect=True` sends CONNECT before the handler runs, so a refusal can only end the
    connection again. `Server._handle_connect` sends a DISCONNECT packet with the reason as its
    data. The protocol has no data there, and the JS client's `Decoder.isPayloadValid` rejects the
    packet: "invalid payload", for which the whole connection is closed as "parse error". After
    that the client reconnects by itself, and is refused again.

    People set the option so that what the connect handler emits does not wait for its end: see
    two_emits_in_connect.

Fix:
    Leave the option out: then a refusal is a connect_error with its reason, and the client
    does not try again by itself. Who needs the option has to refuse with `disconnect()`, which
    sends a DISCONNECT without data: "io server disconnect", and no reconnection.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, JS client 4.8.4.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/1495
    socketio/server.py: Server._handle_connect
    socket.io-parser, index.js: Decoder.isPayloadValid
"""

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)


def broken(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading", always_connect=True)

    @socketio.on("connect")
    def connect(auth: object = None) -> bool:
        return auth == {"token": "right"}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading")

    @socketio.on("connect")
    def connect(auth: object = None) -> bool:
        return auth == {"token": "right"}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

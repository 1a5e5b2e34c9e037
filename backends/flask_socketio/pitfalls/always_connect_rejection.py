"""With always_connect=True, a rejected client reconnects again and again.

Looks like:
    connects, then closes (1005, 1006)
    twice or more often

Symptom:
    client: connect, then disconnect parse error, over and over; no connect_error
    wire: 40{"sid":...}, then 41{"message":"Connection rejected by server"}
    server: nothing

Cause:
    `always_connect=True` sends CONNECT before the handler runs, so a rejection can only end the
    connection afterwards. `Server._handle_connect` sends a DISCONNECT packet with the reason as its
    data. The protocol allows no data there, so the JS client's `Decoder.isPayloadValid` rejects the
    packet as "invalid payload" and closes the whole connection as "parse error". Then the client
    reconnects automatically, and is rejected again.

    People set the option so that events emitted in the connect handler do not wait for the end of
    the handler: see two_emits_in_connect.

Fix:
    Leave the option out: then a rejection is a connect_error with its reason, and the client does
    not try again. If you need the option, reject with `disconnect()`, which sends a DISCONNECT
    without data: the client gets "io server disconnect" and does not reconnect.

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

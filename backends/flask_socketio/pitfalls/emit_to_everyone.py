"""socketio.emit() in a handler answers every client, not only the one who asked.

Looks like:
    the wrong clients get it

Symptom:
    client: a client that has bought nothing gets another client's cart
    server: with logger=True, emitting event "cart" to all [/]

Cause:
    `SocketIO.emit` and the function `flask_socketio.emit` have the same name but different
    defaults. The method does not know the request: without `to=` it sends to all clients in the
    namespace. The function fills in `to=request.sid` unless you pass `broadcast=True`. In tests
    with one client both look right.

Fix:
    In handlers use the function `emit`, or `return` the answer as the acknowledgement, which can
    only go to the client that asked. Outside of handlers use the method with `to=`: a sid, or a
    room for a user with several tabs.

Versions:
    Flask-SocketIO 5.7.0 in mode "threading"; the code is the same in all modes.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#broadcasting
    flask_socketio/__init__.py: emit, SocketIO.emit
"""

from collections import defaultdict

from flask import Flask, request
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
carts: defaultdict[str, list[str]] = defaultdict(list)


@socketio.on("disconnect")
def disconnect() -> None:
    carts.pop(request.sid, None)  # type: ignore[attr-defined]  # Flask-SocketIO's


@socketio.on("hello")
def hello() -> str:
    return "hello"


def broken(port: int) -> None:
    @socketio.on("buy")
    def buy(article: str) -> None:
        cart = carts[request.sid]  # type: ignore[attr-defined]
        cart.append(article)
        socketio.emit("cart", cart)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("buy")
    def buy(article: str) -> None:
        cart = carts[request.sid]  # type: ignore[attr-defined]
        cart.append(article)
        emit("cart", cart)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

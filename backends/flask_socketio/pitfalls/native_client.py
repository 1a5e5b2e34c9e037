"""A native WebSocket cannot talk to a Socket.IO server.

Looks like:
    cannot connect (400, 403, 404, 500)
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    browser: WebSocket connection to 'ws://127.0.0.1:5000/echo' failed: Error during WebSocket
        handshake: Unexpected response code: 404
    client: at /echo close 1006; at /socket.io/?EIO=4&transport=websocket the first message is
        0{"sid":"...","upgrades":[],"pingTimeout":20000,"pingInterval":25000,"maxPayload":1000000},
        and after `hello` there is close 1006
    server: ValueError: invalid literal for int() with base 10: 'h'
    wire: HTTP/1.1 500 INTERNAL SERVER ERROR in the middle of the WebSocket: not a frame

Cause:
    Socket.IO is its own protocol on top of WebSockets and long polling. An event's name is not a
    path: the server has one URL, `/socket.io/`, and each frame there begins with digits that name
    the kind of packet. `Packet.decode` of Engine.IO reads the page's `hello` as a packet of kind
    `h` and raises. No code catches the error, so Werkzeug answers with 500, because to Werkzeug the
    WebSocket is an unfinished request. The browser finds no frame in that answer, and closes.

Fix:
    In the page, use `io()` of socket.io-client 4 for Flask-SocketIO 5. For clients that cannot use
    it, add a native endpoint beside it, here with simple-websocket, which threading mode needs
    anyway. The endpoint has no rooms, no acknowledgements and no reconnection, and it does not
    check the `Origin`: if you identify users by cookies, compare `request.headers["Origin"]`
    yourself, or see origin_star for what happens. `NoResponse` is for Werkzeug's server; under
    gunicorn raise StopIteration instead. Flask-Sock does both.

    For a small device you can also write the packets by hand: answer the first one with `40`, then
    send `42["hello"]`, and `3` for each `2`.

Versions:
    Flask-SocketIO 5.7.0, simple-websocket 1.1.0. With gevent-websocket the handshake at /echo
    succeeds, and the server closes the connection with 1005.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/58
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/776
    https://socket.io/docs/v4/engine-io-protocol
    engineio/packet.py: Packet.decode
    engineio/async_drivers/_websocket_wsgi.py: SimpleWebSocketWSGI.__call__
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, request
from flask_socketio import SocketIO
from simple_websocket import ConnectionClosed, Server

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


class NoResponse(Response):
    """Stops Werkzeug's development server from answering on a connection that was a WebSocket.

    In gunicorn's workers, raise StopIteration instead.
    """

    def __call__(self, *_: Any) -> Iterable[bytes]:
        raise ConnectionError


def broken(port: int) -> None:
    @socketio.on("echo")
    def echo(text: str) -> str:
        return text

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.route("/echo", websocket=True)
    def echo() -> Response:
        connection = Server.accept(request.environ)
        try:
            while True:
                connection.send(connection.receive())
        except ConnectionClosed:
            return NoResponse()

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

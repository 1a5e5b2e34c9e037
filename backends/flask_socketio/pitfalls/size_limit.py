"""A message of more than a megabyte: the connection ends, and nobody says why.

Looks like:
    lost

Symptom:
    client: disconnect transport close, or transport error; connects again, and the message is lost
    server: nothing; with engineio_logger=True: Unexpected error "packet is too large", closing
        connection; on the development server also code 400, message Bad request syntax, or Bad
        HTTP/0.9 request type, with bytes that begin with 88 82: it takes the client's Close frame
        for a request. Its answer is no frame: where that comes to the page in time, it is the
        transport error

Cause:
    `max_http_buffer_size` is 1,000,000, and counts for WebSockets too, whatever its name says: for
    them in characters of a text, or bytes of binary data. `Socket._websocket_handler` raises
    `ValueError('packet is too large')` for a longer packet, catches it, writes it down with level
    INFO and leaves its loop. What the server sends has no limit. A client that sends the same again
    at each connect does this for ever.

Fix:
    Send files by an HTTP request, and an event when it is there. Or in pieces, each with an
    acknowledgement. Or a larger `max_http_buffer_size`. Do not count on the limit to save memory:
    from a WebSocket a message is read as a whole before it is measured; only a POST of long-polling
    is refused unread. The client knows the limit, `maxPayload` in the first packet, and heeds it on
    long-polling only.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, JS client 4.8.4.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/1006
    https://github.com/miguelgrinberg/python-socketio/issues/475
    https://github.com/socketio/engine.io/issues/706
    engineio/socket.py: Socket._websocket_handler, Socket.handle_post_request
"""

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(async_mode="threading")


@socketio.on("upload")
def upload(text: str) -> str:
    print(f"{len(text)} characters have come")
    return f"{len(text)} characters, thank you"


@socketio.on("disconnect")
def disconnect(reason: str) -> None:
    print(f"disconnect: {reason}")


def broken(port: int) -> None:
    socketio.init_app(app)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    socketio.init_app(app, max_http_buffer_size=5_000_000)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)

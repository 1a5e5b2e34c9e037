"""A message over a megabyte closes the connection without a reason.

Looks like:
    messages are lost

Symptom:
    client: disconnect transport close, or transport error; reconnects, and the message is lost
    server: nothing; with engineio_logger=True: Unexpected error "packet is too large", closing
        connection
    server: on the development server also code 400, message Bad request syntax, or Bad HTTP/0.9
        request type, with bytes that begin with 88 82

Cause:
    `max_http_buffer_size` is 1,000,000, and despite its name it also applies to WebSockets. There
    it counts the characters of a text or the bytes of binary data. For a longer packet
    `Socket._websocket_handler` raises `ValueError('packet is too large')`, catches it, logs it with
    level INFO and leaves its loop. Messages from the server have no limit. A client that repeats
    the message after each reconnect does this forever.

    The development server reads the client's Close frame as another HTTP request, which explains
    its 400. If the 400 reaches the page in time, the page sees an invalid frame and reports
    "transport error".

Fix:
    Send files by HTTP, and an event when the file has arrived. Or send pieces, each with an
    acknowledgement. Or raise `max_http_buffer_size`. Do not rely on the limit to save memory: the
    server reads a WebSocket message as a whole before it measures it; only a POST of long polling
    is rejected unread. The client knows the limit, `maxPayload` in the first packet, but respects
    it only with long polling.

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

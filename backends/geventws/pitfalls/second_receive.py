"""WebSocketError: receive() called again after it has returned None.

Looks like:
    an error in the server's log

Symptom:
    server: geventwebsocket.exceptions.WebSocketError: Connection is already closed
    client: nothing: it has left

Cause:
    `WebSocket.receive` returns None once, when the connection has ended or the client has broken
    the protocol. After that `closed` is true, and the next call raises. A loop that skips None as
    if it were an empty message calls `receive` again. A client's empty message is `""`, which is as
    false as None in an `if message`. A client that vanishes without a FIN does not end the
    connection: `receive` waits forever.

Fix:
    Compare with None, and leave the loop. If the loop is not yours (a helper also calls `receive`,
    or `WebSocketApplication.on_message` gets the None), check `ws.closed`.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0, and so Flask-Sockets 0.2.1.

References:
    https://github.com/abourget/gevent-socketio/issues/249
    geventwebsocket/websocket.py: WebSocket.receive
    geventwebsocket/resource.py: WebSocketApplication.handle
"""

from flask import Flask, request
from geventwebsocket import WebSocketServer

from backends.shared.pitfall import run

app = Flask(__name__)


def broken(port: int) -> None:
    @app.route("/shout", websocket=True)
    def shout() -> str:
        ws = request.environ["wsgi.websocket"]
        while True:
            message = ws.receive()
            if message:
                ws.send(message.upper())

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    @app.route("/shout", websocket=True)
    def shout() -> str:
        ws = request.environ["wsgi.websocket"]
        while True:
            message = ws.receive()
            if message is None:
                break
            ws.send(message.upper())
        print("the client has gone")
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)

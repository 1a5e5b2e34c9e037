"""The README's echo loop logs a traceback for every client that leaves.

Looks like:
    an error in the server's log

Symptom:
    server: geventwebsocket.exceptions.WebSocketError: Socket is dead
    client: nothing: it has left

Cause:
    `while not ws.closed` checks before `receive` waits, which is too early. When the client leaves,
    `WebSocket.receive` sets `closed` and returns None. The loop sends this None, and
    `WebSocket.send_frame` raises "Connection is already closed", which `send` turns into "Socket is
    dead". The echo itself works, but each visitor leaves a traceback, and code after the loop never
    runs: a chat would keep dead members in its rooms.

Fix:
    Leave the loop when `receive` returns None: the connection has ended. Put cleanup into
    `finally`, because `send` to a client that has just left can still raise.

Versions:
    Flask-Sockets 0.2.1 with gevent-websocket 0.10.1 and all earlier versions.

References:
    https://github.com/heroku-python/flask-sockets#readme
    https://github.com/synesthesiam/rhasspy/issues/22
    geventwebsocket/websocket.py: WebSocket.receive, WebSocket.send
"""

from typing import Any

import flask_sockets
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from werkzeug.routing import Rule

from backends.shared.pitfall import run


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
        # The library's own rules lack websocket=True, and match nothing with today's Werkzeug.
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))


app = Flask(__name__)
sockets = Sockets(app)


def serve(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def broken(port: int) -> None:
    @sockets.route("/echo")
    def echo(ws: WebSocket) -> None:
        while not ws.closed:
            message = ws.receive()
            ws.send(message)
        print("the client has gone")

    serve(port)


def fixed(port: int) -> None:
    @sockets.route("/echo")
    def echo(ws: WebSocket) -> None:
        while (message := ws.receive()) is not None:
            ws.send(message)
        print("the client has gone")

    serve(port)


if __name__ == "__main__":
    run(broken, fixed)

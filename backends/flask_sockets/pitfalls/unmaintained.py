"""Flask-Sockets with today's Flask: each WebSocket opens, then closes.

Looks like:
    connects, then closes (1005, 1006)
    an error in the server's log

Symptom:
    client: open, then close 1005
    server: werkzeug.routing.exceptions.WebsocketMismatch: 400 Bad Request: The browser (or proxy)
        sent a request that this server could not understand.

Cause:
    The last release of Flask-Sockets is from 2017. Since then Werkzeug's rules say whether they are
    for WebSockets, and `bind_to_environ` sees that a request is a WebSocket handshake.
    `Sockets.add_url_rule` still makes a plain `Rule(rule, endpoint=f)`, so `match` raises
    WebsocketMismatch. `SocketMiddleware.__call__` catches only NotFound and KeyError. By then
    gevent-websocket has already sent 101, so the 400 is only in the log, and the page gets an empty
    Close frame.

Fix:
    Write a subclass that adds `websocket=True` to the rule: three lines, and the handlers stay as
    they are. For a new project use Flask-Sock, which is maintained and does not need gevent. Or pin
    Flask 1.1.4 with Werkzeug 1.0.1.

Versions:
    Flask-Sockets 0.2.1 with Flask 3.1.3, Werkzeug 3.1.9 and gevent-websocket 0.10.1.

References:
    https://github.com/heroku-python/flask-sockets/issues/81
    https://github.com/heroku-python/flask-sockets/pull/82
    https://github.com/pallets/flask/issues/4299
    flask_sockets.py: Sockets.add_url_rule, SocketMiddleware.__call__
    werkzeug/routing/map.py: MapAdapter.match
"""

from typing import Any

import flask_sockets
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from werkzeug.routing import Rule

from backends.shared.pitfall import run

app = Flask(__name__)


def echo(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        ws.send(message)


def serve(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def broken(port: int) -> None:
    sockets = flask_sockets.Sockets(app)
    sockets.route("/echo")(echo)
    serve(port)


def fixed(port: int) -> None:
    class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
        def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
            self.url_map.add(Rule(rule, endpoint=f, websocket=True))

    sockets = Sockets(app)
    sockets.route("/echo")(echo)
    serve(port)


if __name__ == "__main__":
    run(broken, fixed)

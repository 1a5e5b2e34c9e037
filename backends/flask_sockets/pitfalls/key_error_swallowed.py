"""A KeyError in your handler closes the WebSocket, and no log says why.

Looks like:
    connects, then closes (1005, 1006)

Symptom:
    client: close 1005, in the middle of the conversation
    server: nothing, not even a traceback

Cause:
    `SocketMiddleware.__call__` looks up the route, looks up `environ["wsgi.websocket"]` and calls
    your handler inside one `try`. It treats NotFound and KeyError from any of them as "not a
    WebSocket route". So a missing key in a message, `request.args["room"]` or `abort(404)` in your
    handler passes the request on to Flask. Flask's 404 goes nowhere, because the connection is
    already a WebSocket, and gevent-websocket closes it without a code.

Fix:
    Do not let KeyError or NotFound leave the handler: turn them into another exception, which
    gevent's server logs with both tracebacks. Override `add_url_rule` to do this for all handlers.
    Inside a handler, answer mistakes that a client can make with a message.

Versions:
    Flask-Sockets 0.2.1 with Flask 3.1.3. All other exceptions are in the log.

References:
    https://github.com/heroku-python/flask-sockets/issues/37
    flask_sockets.py: SocketMiddleware.__call__
"""

import json
from typing import Any

import flask_sockets
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from backends.shared.pitfall import run

app = Flask(__name__)
prices = {"tea": "2.50"}


@app.get("/health")
def health() -> str:
    print("GET /health")
    return "well"


def price(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        ws.send(prices[json.loads(message)["item"]])


def serve(port: int, sockets: flask_sockets.Sockets) -> None:
    sockets.init_app(app)
    sockets.route("/price")(price)
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def broken(port: int) -> None:
    class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
        def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
            self.url_map.add(Rule(rule, endpoint=f, websocket=True))

    serve(port, Sockets())


def fixed(port: int) -> None:
    class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
        def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
            def handle(ws: WebSocket, **values: Any) -> None:
                try:
                    f(ws, **values)
                except (KeyError, NotFound) as error:
                    raise RuntimeError(f"{f.__name__} has failed") from error

            self.url_map.add(Rule(rule, endpoint=handle, websocket=True))

    serve(port, Sockets())


if __name__ == "__main__":
    run(broken, fixed)

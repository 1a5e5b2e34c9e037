"""A path that has no route is accepted with 101, and then closed.

Looks like:
    connects, then closes (1005, 1006)

Symptom:
    client: open, then close 1005, on a path that does not exist
    wire: 101 Switching Protocols
    server: nothing

Cause:
    gevent-websocket answers the handshake before any application is called:
    `WebSocketHandler.run_application` upgrades, then `run_websocket` calls Flask-Sockets. That
    finds no route, and leaves it to Flask, whose 404 goes nowhere, as the response has been sent. A
    typing error in the page's URL looks like a server that hangs up, and a page that connects anew
    after each close does so for ever.

Fix:
    Ask the routes before the handshake: override `upgrade_websocket`, and return None where nothing
    matches. Then Flask answers as it does to any request. It costs one more match for each
    connection. Flask's own routes with `websocket=True` do not help: they match after the 101 too.

Versions:
    Flask-Sockets 0.2.1 with gevent-websocket 0.10.1, Flask 3.1.3.

References:
    geventwebsocket/handler.py: WebSocketHandler.run_application, WebSocketHandler.upgrade_websocket
    flask_sockets.py: SocketMiddleware.__call__
"""

from typing import Any

import flask_sockets
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from backends.shared.pitfall import run


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))  # its own match nothing today


app = Flask(__name__)
sockets = Sockets(app)


@sockets.route("/echo")
def echo(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        ws.send(message)


def broken(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def fixed(port: int) -> None:
    class RouteHandler(WebSocketHandler):  # type: ignore[misc]
        def upgrade_websocket(self) -> Any:
            try:
                sockets.url_map.bind_to_environ(self.environ).match()
            except HTTPException:
                return None
            return super().upgrade_websocket()

    WSGIServer(("127.0.0.1", port), app, handler_class=RouteHandler).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)

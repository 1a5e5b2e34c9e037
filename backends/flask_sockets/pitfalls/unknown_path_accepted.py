"""A path without a route is accepted with 101, then closed with 1005.

Looks like:
    connects, then closes (1005, 1006)

Symptom:
    client: open, then close 1005, on a path that does not exist
    wire: 101 Switching Protocols
    server: nothing

Cause:
    gevent-websocket answers the handshake before it calls any application:
    `WebSocketHandler.run_application` upgrades, then `run_websocket` calls Flask-Sockets.
    Flask-Sockets finds no route and passes the request on to Flask, whose 404 goes nowhere, because
    the response has already been sent. A typo in the page's URL looks like a server that hangs up,
    and a page that reconnects after each close does so forever.

Fix:
    Match the route before the handshake: override `upgrade_websocket`, and return None if nothing
    matches. Then Flask answers as it does to any request. This costs one more match per connection.
    Flask routes with `websocket=True` do not help: they match after the 101 too.

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
        # The library's own rules lack websocket=True, and match nothing with today's Werkzeug.
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))


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

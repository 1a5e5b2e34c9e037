"""Read cookies in a WebSocket handler: `request.cookies` of the handshake, with Flask-Sockets.

A socket cannot set a cookie, because its handshake is answered before the handler runs. Set it in
an HTTP route.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
from typing import Any

import flask_sockets
from flask import Flask, Response, request
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def init_app(self, app: Flask) -> None:
        self.app = app  # use Flask's routes: the library's, from 2017, no longer match WebSockets

    def add_url_rule(self, rule: str, endpoint: str | None, f: Any, **options: Any) -> None:
        def view(**values: Any) -> str:
            f(request.environ["wsgi.websocket"], **values)
            return ""

        self.app.add_url_rule(rule, endpoint or rule, view, websocket=True, **options)


app = Flask(__name__)
sockets = Sockets(app)


@app.post("/colour/<name>")
def choose(name: str) -> Response:
    response = Response(status=204)
    response.set_cookie("colour", name, httponly=True, samesite="Lax")
    return response


@sockets.route("/colour")
def tell(ws: WebSocket) -> None:
    while ws.receive() is not None:
        ws.send(request.cookies.get("colour", "none yet"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

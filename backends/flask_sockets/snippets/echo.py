"""Echo WebSocket messages: `@sockets.route`, `receive` and `send` of Flask-Sockets.

`receive` returns None when the client is gone. `time.sleep` and other blocking calls stop all
clients unless `gevent.monkey.patch_all()` runs before every other import.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
from typing import Any

import flask_sockets
from flask import Flask, request
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


@sockets.route("/echo")
def echo(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        ws.send(message)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

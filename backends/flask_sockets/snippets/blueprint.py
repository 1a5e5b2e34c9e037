"""Register a blueprint's WebSocket routes under a URL prefix, with Flask-Sockets."""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
from typing import Any

import flask_sockets
from flask import Blueprint, Flask, request
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

    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        joined = Flask(__name__, static_folder=None)  # adds the prefix to the rules
        joined.register_blueprint(blueprint, **options)
        for rule in joined.url_map.iter_rules():
            self.add_url_rule(rule.rule, rule.endpoint, joined.view_functions[rule.endpoint])


chat = Blueprint("chat", __name__)


@chat.route("/echo")
def echo(ws: WebSocket) -> str:
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""


app = Flask(__name__)
sockets = Sockets(app)
sockets.register_blueprint(chat, url_prefix="/chat")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

"""Send and receive binary data: bytes are binary and str is text, with Flask-Sockets.

`receive` returns a binary message as a bytearray. Anything else that you send, such as a number, is
converted to bytes: 5 becomes five zero bytes.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
import zlib
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


@sockets.route("/compress")
def compress(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        if isinstance(message, bytearray):
            ws.send(zlib.compress(message))
        else:
            ws.send("That was text.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

"""Send a WebSocket ping and read the pong: `send_frame` and `handle_pong`, with Flask-Sockets.

Browsers answer a ping by themselves, and their pages do not see it. The library ignores pongs.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
from typing import Any

import flask_sockets
import geventwebsocket.handler
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


class PongSocket(WebSocket):  # type: ignore[misc]  # the library has no types
    def handle_pong(self, header: object, payload: bytearray) -> None:
        self.send(f"pong: {payload.decode()}")


geventwebsocket.handler.WebSocket = PongSocket  # the library looks its class up here

app = Flask(__name__)
sockets = Sockets(app)


@sockets.route("/ping")
def ping(ws: PongSocket) -> None:
    ws.send_frame("are you there?", ws.OPCODE_PING)
    while ws.receive() is not None:  # `receive` also reads pongs
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

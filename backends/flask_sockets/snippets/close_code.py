"""Close a WebSocket with a code and a reason: send the Close frame yourself, with Flask-Sockets.

gevent-websocket's own `ws.close(4001, "reason")` sends the reason without the code, which browsers
treat as a protocol error.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
import struct
from contextlib import suppress
from typing import Any

import flask_sockets
import gevent
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


def close(ws: WebSocket, code: int, reason: str) -> None:
    ws.send_frame(struct.pack("!H", code) + reason.encode(), ws.OPCODE_CLOSE)
    with gevent.Timeout(2, False), suppress(OSError):  # wait for the client's Close frame
        while ws.read_frame()[0].opcode != ws.OPCODE_CLOSE:
            pass
    ws.closed = True  # or the library sends another


app = Flask(__name__)
sockets = Sockets(app)


@sockets.route("/secret")
def secret(ws: WebSocket) -> None:
    if ws.receive() == "open sesame":
        ws.send("Come in.")
    else:
        close(ws, 4001, "wrong password")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

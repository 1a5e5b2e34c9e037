"""Serve HTTP and a WebSocket on the same URL: one route for each, with Flask-Sockets."""

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
notes: list[str] = []


@app.get("/notes")
def read_notes() -> list[str]:
    return notes


@sockets.route("/notes")
def take_notes(ws: WebSocket) -> None:
    while (note := ws.receive()) is not None:
        notes.append(note)
        ws.send(f"{len(notes)} notes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

"""Serve Flask-Sockets with gunicorn and a configuration file: `gunicorn -c gunicorn_file.py`.

This file is both the configuration and the application. You can also put the settings into a
`gunicorn.conf.py`, which gunicorn finds by itself. It reads this file before its worker patches the
standard library, so patch it here, before any other import.
"""

# /// script
# dependencies = ["flask", "flask-sockets", "gunicorn[gevent]"]
# ///
from gevent import monkey

monkey.patch_all()

import argparse
import os
import sys
from typing import Any

import flask_sockets
from flask import Flask, request
from geventwebsocket.websocket import WebSocket

wsgi_app = "gunicorn_file:app"
worker_class = "flask_sockets.worker"
workers = 1  # a second one would not know the clients of the first
bind = "127.0.0.1:8000"
control_socket_disable = True


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
    options = ["-c", __file__, "--bind", f"127.0.0.1:{parser.parse_args().port}"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options])

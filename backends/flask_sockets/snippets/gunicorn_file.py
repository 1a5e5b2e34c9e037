"""Serve Flask-Sockets with gunicorn by a configuration file: `gunicorn -c gunicorn_file.py`.

This file is both, the configuration and the application; the settings may as well stand alone in
a `gunicorn.conf.py`, which gunicorn finds by itself. It reads the file before its worker patches
the standard library, so what is imported here must be patched first.
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
workers = 1  # a second would have clients of its own
bind = "127.0.0.1:8000"
control_socket_disable = True


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def init_app(self, app: Flask) -> None:
        self.app = app  # its routes match WebSockets; the library's own, of 2017, no longer do

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

"""Serve Flask-Sockets with gunicorn: `gunicorn -k flask_sockets.worker gunicorn_flag:app`.

The worker needs `packaging`, which `gunicorn[gevent]` installs. Without it, gunicorn says "'str'
object is not callable". Use one worker: a second one would not know the clients of the first.
"""

# /// script
# dependencies = ["flask", "flask-sockets", "gunicorn[gevent]"]
# ///
import argparse
import os
import sys
from typing import Any

import flask_sockets
from flask import Flask, request
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
    bind = f"127.0.0.1:{parser.parse_args().port}"
    options = ["-k", "flask_sockets.worker", "--no-control-socket", "--bind", bind]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options, "gunicorn_flag:app"])

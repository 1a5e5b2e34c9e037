"""Served by app.run() or plain gunicorn, every handshake is answered with 404.

Looks like:
    cannot connect (400, 403, 404, 500)

Symptom:
    client: error event, close 1006, never open
    browser: WebSocket connection to 'ws://127.0.0.1:8000/echo' failed: Error during WebSocket
        handshake: Unexpected response code: 404
    wire: 404 NOT FOUND
    server: nothing

Cause:
    Flask-Sockets does no handshake: it takes the finished socket from
    `environ["wsgi.websocket"]`, where gevent-websocket's handler has put it. Another server puts
    nothing there. The KeyError is caught in `SocketMiddleware.__call__`, as if there were no such
    route, and Flask, which indeed has none, answers 404. Where the routes are those of the library
    unmodified, Flask's server answers 500, and the log has a WebsocketMismatch.

Fix:
    Serve with gevent's WSGIServer and gevent-websocket's `WebSocketHandler`, in development too, or
    with `gunicorn -k flask_sockets.worker`. What `flask run` and `app.run` do besides, as reloading
    and the debugger, is lost; Flask-Sock works with them.

Versions:
    Flask-Sockets 0.2.1 with Flask 3.1.3.

References:
    https://github.com/heroku-python/flask-sockets/issues/8
    https://github.com/heroku-python/flask-sockets/issues/54
    flask_sockets.py: SocketMiddleware.__call__
    geventwebsocket/handler.py: WebSocketHandler.upgrade_connection
"""

from typing import Any

import flask_sockets
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from werkzeug.routing import Rule

from backends.shared.pitfall import run


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def add_url_rule(self, rule: str, _: str | None, f: Any, **options: Any) -> None:
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))  # its own match nothing today


app = Flask(__name__)
sockets = Sockets(app)


@sockets.route("/echo")
def echo(ws: WebSocket) -> None:
    while (message := ws.receive()) is not None:
        ws.send(message)


def broken(port: int) -> None:
    app.run("127.0.0.1", port)


def fixed(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)

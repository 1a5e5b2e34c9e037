"""404 for every handshake with app.run() or plain gunicorn.

Looks like:
    cannot connect (400, 403, 404, 500)

Symptom:
    client: error event, close 1006, never open
    browser: WebSocket connection to 'ws://127.0.0.1:8000/echo' failed: Error during WebSocket
        handshake: Unexpected response code: 404
    wire: 404 NOT FOUND
    server: nothing

Cause:
    Flask-Sockets does no handshake itself. It uses the WebSocket in `environ["wsgi.websocket"]`,
    which only gevent-websocket's handler puts there. With another server the key is missing.
    `SocketMiddleware.__call__` catches the KeyError as if the route did not exist, and Flask, which
    has no such route either, answers 404. If the routes are the unmodified library's, Flask's
    server answers 500, and the log has a WebsocketMismatch.

Fix:
    Serve with gevent's WSGIServer and gevent-websocket's `WebSocketHandler`, in development too, or
    with `gunicorn -k flask_sockets.worker`. You lose what `flask run` and `app.run` add, such as
    the reloader and the debugger; Flask-Sock works with them.

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
        # The library's own rules lack websocket=True, and match nothing with today's Werkzeug.
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))


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

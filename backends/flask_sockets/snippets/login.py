"""Log in with fetch, then open a WebSocket: Flask's session knows the user, with Flask-Sockets.

The session is that of the handshake: after a login, open a new socket.
"""

# /// script
# dependencies = ["flask", "flask-sockets"]
# ///
import argparse
import secrets
from typing import Any

import flask_sockets
from flask import Flask, Response, request, send_file, session
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
app.secret_key = secrets.token_bytes()  # sessions end with the program; a fixed key keeps them
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"  # pages of other sites connect without it
sockets = Sockets(app)


@app.get("/")
def page() -> Response:
    return send_file("login.html")


@app.post("/login")
def log_in() -> dict[str, str]:
    session["name"] = request.get_json()["name"]  # check a password here
    return {"name": session["name"]}


@sockets.route("/greeting")
def greet(ws: WebSocket) -> None:
    while ws.receive() is not None:
        ws.send(f"Hello, {session.get('name', 'stranger')}!")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()

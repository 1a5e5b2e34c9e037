"""Sockets.register_blueprint raises TypeError: the library is older than Flask 2.

Looks like:
    an error in the server's log
    connects, then closes (1005, 1006)

Symptom:
    server: TypeError: Blueprint.register() takes 3 positional arguments but 4 were given
    client: open, then close 1005, where the error is caught and the server starts all the same

Cause:
    `Sockets.register_blueprint` does what Flask did in 2017: it calls `blueprint.register(self,
    options, first_registration)`. Flask 2 has taken the third argument away. To leave it out is not
    enough: `Blueprint.register` then asks the `Sockets` object for what only an application has,
    and calls its `add_url_rule` with names in place of functions.

Fix:
    Let a Flask application, made for that purpose only, register the blueprint: it joins the prefix
    and the rules. Then add each of its rules to the sockets. Flask-Sock takes blueprints by itself:
    `Sock(blueprint)`.

Versions:
    Flask-Sockets 0.2.1 with Flask 3.1.3. Since Flask 2.0.

References:
    https://github.com/heroku-python/flask-sockets/issues/81
    https://flask.palletsprojects.com/en/stable/api/#flask.Blueprint.register
    flask_sockets.py: Sockets.register_blueprint
    flask/sansio/blueprints.py: Blueprint.register
"""

import traceback
from typing import Any

import flask_sockets
from flask import Blueprint, Flask
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
chat = Blueprint("chat", __name__)


@chat.route("/echo")
def echo(ws: WebSocket) -> str:
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""


def serve(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def broken(port: int) -> None:
    try:
        sockets.register_blueprint(chat, url_prefix="/chat")
    except TypeError:  # else this would be the end of it
        traceback.print_exc()
    serve(port)


def fixed(port: int) -> None:
    lent = Flask(__name__, static_folder=None)
    lent.register_blueprint(chat, url_prefix="/chat")
    for rule in lent.url_map.iter_rules():
        sockets.add_url_rule(rule.rule, None, lent.view_functions[rule.endpoint])
    serve(port)


if __name__ == "__main__":
    run(broken, fixed)

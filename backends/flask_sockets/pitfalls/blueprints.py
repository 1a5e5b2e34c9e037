"""TypeError in Sockets.register_blueprint: Flask-Sockets is older than Flask 2.

Looks like:
    an error in the server's log
    connects, then closes (1005, 1006)

Symptom:
    server: TypeError: Blueprint.register() takes 3 positional arguments but 4 were given
    client: open, then close 1005, if you catch the error and start the server anyway

Cause:
    `Sockets.register_blueprint` calls `blueprint.register(self, options, first_registration)`, as
    Flask did in 2017. Flask 2 removed the third argument. Leaving it out is not enough:
    `Blueprint.register` then needs attributes of the `Sockets` object that only an application has,
    and calls its `add_url_rule` with endpoint names instead of functions.

Fix:
    Register the blueprint on a Flask application that exists only for this purpose: it joins the
    prefix and the rules. Then add each of its rules to the sockets. Flask-Sock supports blueprints
    directly: `Sock(blueprint)`.

Versions:
    Flask-Sockets 0.2.1 with Flask 3.1.3; since Flask 2.0.

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
        # The library's own rules lack websocket=True, and match nothing with today's Werkzeug.
        self.url_map.add(Rule(rule, endpoint=f, websocket=True))


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
    except TypeError:  # uncaught, it would end the program
        traceback.print_exc()
    serve(port)


def fixed(port: int) -> None:
    helper = Flask(__name__, static_folder=None)
    helper.register_blueprint(chat, url_prefix="/chat")
    for rule in helper.url_map.iter_rules():
        sockets.add_url_rule(rule.rule, None, helper.view_functions[rule.endpoint])
    serve(port)


if __name__ == "__main__":
    run(broken, fixed)

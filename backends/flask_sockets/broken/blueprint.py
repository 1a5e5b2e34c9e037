"""A blueprint as in Flask-Sockets' README: it raises a TypeError."""

from flask import Blueprint, Flask
from flask_sockets import Sockets
from geventwebsocket.websocket import WebSocket

blueprint = Blueprint("echo", __name__)


@blueprint.route("/echo")  # type: ignore[type-var]  # a socket route has no response
def echo(ws: WebSocket) -> None:
    """Send messages back."""
    while not ws.closed:
        ws.send(ws.receive())


app = Flask(__name__)
sockets = Sockets(app)
sockets.register_blueprint(blueprint, url_prefix="/ws")

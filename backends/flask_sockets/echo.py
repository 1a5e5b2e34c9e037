"""echo: a blueprint. The connection is the gevent-websocket backend's."""

from flask import Blueprint
from geventwebsocket.websocket import WebSocket

from ..geventws.echo import EchoSocket, clients

blueprint = Blueprint("echo", __name__)


@blueprint.route("/echo")
def echo(ws: WebSocket) -> str:
    """Serve a connection."""
    return EchoSocket(clients).run()

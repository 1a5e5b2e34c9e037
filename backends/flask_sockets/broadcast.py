"""broadcast: a blueprint. The connection is the gevent-websocket backend's."""

from flask import Blueprint
from geventwebsocket.websocket import WebSocket

from ..geventws.broadcast import BroadcastSocket, clients

blueprint = Blueprint("broadcast", __name__)


@blueprint.route("/broadcast")
def broadcast(ws: WebSocket) -> str:
    """Serve a connection."""
    return BroadcastSocket(clients).run()

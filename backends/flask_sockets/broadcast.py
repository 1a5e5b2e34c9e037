"""broadcast: a blueprint; the socket itself is the gevent-websocket backend's."""

from flask import Blueprint
from geventwebsocket.websocket import WebSocket

from ..geventws.broadcast import BroadcastSocket, clients

blueprint = Blueprint("broadcast", __name__)


@blueprint.route("/broadcast")
def broadcast(ws: WebSocket) -> str:
    """Serve one connection."""
    return BroadcastSocket(clients).run()

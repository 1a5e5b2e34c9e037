"""push: a blueprint for the socket and one for HTTP, each with its own prefix."""

from flask import Blueprint
from geventwebsocket.websocket import WebSocket

from ..geventws.push import PushSocket, announce, clients

blueprint = Blueprint("push", __name__)
http = Blueprint("push_http", __name__)
http.add_url_rule("/announcements", view_func=announce, methods=["POST"])


@blueprint.route("/push")
def push(ws: WebSocket) -> str:
    """Serve a connection."""
    return PushSocket(clients).run()

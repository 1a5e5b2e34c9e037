"""chat: a blueprint. The connection is the gevent-websocket backend's."""

from flask import Blueprint
from geventwebsocket.websocket import WebSocket

from ..geventws.chat import ChatSocket, clients
from ..shared.contract import ContractError

blueprint = Blueprint("chat", __name__)


@blueprint.route("/chat")
def chat(ws: WebSocket) -> str:
    """Serve a connection."""
    return ChatSocket(clients).run()


@blueprint.route("/room/<room>")
def chat_in_room(ws: WebSocket, room: str) -> str:
    """Serve a connection that is in a room from the start; the route's variable is the room."""
    connection = ChatSocket(clients)
    try:
        connection.join({"room": room})
    except ContractError as error:
        connection.close(1008, error.message)  # policy violation
    return connection.run()

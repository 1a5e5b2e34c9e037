"""broadcast: every message goes to all clients."""

from typing import Any

from flask import Blueprint

from ..shared import contract
from .connection import JSONConnection
from .protocol import encode_text

blueprint = Blueprint("broadcast", __name__)
clients: set["BroadcastSocket"] = set()


class BroadcastSocket(JSONConnection):
    """Sends every message to all connections, including the sender's."""

    events = ("message",)

    def message(self, data: object) -> dict[str, Any]:
        """Send a message to all; encode it once."""
        event = contract.message(self.person, data)
        encoded = encode_text(contract.encode_event("message", event))
        for client in list(self.clients):
            client.send_encoded(encoded)
        return {"ok": True}


@blueprint.route("/ws/broadcast", websocket=True)
def broadcast() -> str:
    """Serve a connection."""
    return BroadcastSocket(clients).run()

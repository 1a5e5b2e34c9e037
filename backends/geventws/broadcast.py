"""broadcast: what one says, everyone hears."""

from typing import Any

from flask import Blueprint

from ..shared import contract
from .connection import JSONScenario
from .protocol import encode_text

blueprint = Blueprint("broadcast", __name__)
clients: set["BroadcastSocket"] = set()


class BroadcastSocket(JSONScenario):
    """Sends every message to all connections, the sender's own too."""

    events = ("message",)

    def message(self, data: object) -> dict[str, Any]:
        """Fan a message out; it is encoded once."""
        event = contract.encode_event("message", contract.message(self.person, data))
        frame = encode_text(event)
        for client in list(self.clients):
            client.send_encoded(frame)
        return {"ok": True}


@blueprint.route("/ws/broadcast", websocket=True)
def broadcast() -> str:
    """Serve one connection."""
    return BroadcastSocket(clients).run()

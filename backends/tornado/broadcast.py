"""broadcast: every message goes to all clients."""

from typing import Any

from ..shared import contract
from .connection import JSONConnection


class BroadcastSocket(JSONConnection):
    """Sends every message to all connections, including the sender's."""

    clients: "set[BroadcastSocket]"
    events = ("message",)

    def message(self, data: object) -> dict[str, Any]:
        """Send a message to all; encode it once."""
        event = contract.message(self.person, data)
        encoded = contract.encode_event("message", event).encode()
        for client in list(self.clients):
            client.send_encoded(encoded)
        return {"ok": True}

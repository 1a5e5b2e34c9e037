"""broadcast: what one says, everyone hears."""

from typing import Any

from ..shared.contract import encode_event, message
from .connection import JSONConnection


class BroadcastSocket(JSONConnection):
    """Sends every message to all connections, the sender's own too."""

    clients: "set[BroadcastSocket]"
    events = ("message",)

    def message(self, data: object) -> dict[str, Any]:
        """Fan a message out; it is encoded once."""
        frame = encode_event("message", message(self.person, data)).encode()
        for client in list(self.clients):
            client.send_frame(frame)
        return {"ok": True}

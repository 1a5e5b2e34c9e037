"""chat: rooms with members, a short history and whispers."""

from typing import Any

from ..shared.contract import Left, Rooms, encode_event
from .connection import JSONConnection

rooms: Rooms["ChatSocket"] = Rooms()


class ChatSocket(JSONConnection):
    """A connection to the chat; it can be in several rooms.

    No method awaits between calling `rooms` and sending, so no other handler runs in between, and
    everyone gets a room's messages in the same order.
    """

    events = ("join", "leave", "say", "whisper")

    def join(self, data: object) -> dict[str, Any]:
        """Join a room; the acknowledgement has the messages that this client missed."""
        joined = rooms.join(self, self.person, data)
        if joined.event:
            send_to_room(joined.room, "joined", joined.event)
        return joined.ack

    def leave(self, data: object) -> dict[str, Any]:
        """Leave a room."""
        announce_left(rooms.leave(self, data))
        return {"ok": True}

    def say(self, data: object) -> dict[str, Any]:
        """Send a message to the whole room."""
        said = rooms.say(self, data)
        send_to_room(said.room, "said", said.event)
        return said.ack

    def whisper(self, data: object) -> dict[str, Any]:
        """Send a message to all connections of a member."""
        whispered = rooms.whisper(self, data)
        for connection in whispered.to:
            connection.send_event("whispered", whispered.event)
        return {"ok": True}

    def on_close(self) -> None:
        """Leave all rooms."""
        super().on_close()
        for left in rooms.disconnect(self):
            announce_left(left)


def announce_left(left: Left) -> None:
    """Tell the remaining members that a member has left, if this was its last connection."""
    if left.event:
        send_to_room(left.room, "left", left.event)


def send_to_room(room: str, event: str, data: dict[str, Any]) -> None:
    """Send an event to a room; encode it once."""
    encoded = encode_event(event, data).encode()
    for connection in list(rooms.connections(room)):
        connection.send_encoded(encoded)

"""chat: rooms with members, a short memory and whispers."""

from typing import Any

from flask import Blueprint

from ..shared.contract import Left, Rooms, encode_event
from .connection import JSONScenario
from .protocol import encode_text

blueprint = Blueprint("chat", __name__)
clients: set["ChatSocket"] = set()
rooms: Rooms["ChatSocket"] = Rooms()


class ChatSocket(JSONScenario):
    """One connection to the chat; it can be in several rooms.

    Nothing here waits between asking the contract and sending, so no other greenlet comes between,
    and everyone sees a room's messages in one order.
    """

    events = ("join", "leave", "say", "whisper")

    def join(self, data: object) -> dict[str, Any]:
        """Enter a room and learn what was missed."""
        joined = rooms.join(self, self.person, data)
        if joined.event:
            send_to_room(joined.room, "joined", joined.event)
        return joined.ack

    def leave(self, data: object) -> dict[str, Any]:
        """Leave a room."""
        announce_left(rooms.leave(self, data))
        return {"ok": True}

    def say(self, data: object) -> dict[str, Any]:
        """Say something to the whole room."""
        said = rooms.say(self, data)
        send_to_room(said.room, "said", said.event)
        return said.ack

    def whisper(self, data: object) -> dict[str, Any]:
        """Say something to one member, on all of its connections."""
        whispered = rooms.whisper(self, data)
        for connection in whispered.to:
            connection.send_event("whispered", whispered.event)
        return {"ok": True}

    def on_close(self) -> None:
        """Leave all rooms."""
        for left in rooms.disconnect(self):
            announce_left(left)


def announce_left(left: Left) -> None:
    """Tell those who stay, where a member's last connection has gone."""
    if left.event:
        send_to_room(left.room, "left", left.event)


def send_to_room(room: str, event: str, data: dict[str, Any]) -> None:
    """Fan an event out to a room; it is encoded once."""
    frame = encode_text(encode_event(event, data))
    for connection in list(rooms.connections(room)):
        connection.send_encoded(frame)


@blueprint.route("/ws/chat", websocket=True)
def chat() -> str:
    """Serve one connection."""
    return ChatSocket(clients).run()

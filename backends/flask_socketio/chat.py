"""chat: rooms with members, a short history and whispers.

Socket.IO's rooms deliver the events. The contract's rooms keep names, sequence numbers and history.
"""

from typing import Any

from flask_socketio import emit, join_room, leave_room

from ..shared.contract import Left, Rooms
from .events import current_person, enter, lock, request, socketio
from .events import leave as forget

rooms: Rooms[str] = Rooms()


@socketio.on("connect", namespace="/chat")
def connect() -> None:
    """Accept everyone."""
    enter()


@socketio.on("disconnect", namespace="/chat")
def disconnect(reason: str) -> None:
    """Leave all rooms."""
    with lock:
        forget()
        for left in rooms.disconnect(request.sid):
            announce_left(left)


@socketio.on("join", namespace="/chat")
def join(data: object = None) -> dict[str, Any]:
    """Join a room, and acknowledge with the messages that the client missed."""
    with lock:
        joined = rooms.join(request.sid, current_person(), data)
        join_room(joined.room)
        if joined.event:
            emit("joined", joined.event, to=joined.room)
    return joined.ack


@socketio.on("leave", namespace="/chat")
def leave(data: object = None) -> dict[str, Any]:
    """Leave a room."""
    with lock:
        left = rooms.leave(request.sid, data)
        leave_room(left.room)
        announce_left(left)
    return {"ok": True}


@socketio.on("say", namespace="/chat")
def say(data: object = None) -> dict[str, Any]:
    """Send a message to the whole room, the sender included."""
    with lock:
        said = rooms.say(request.sid, data)
        emit("said", said.event, to=said.room)
    return said.ack


@socketio.on("whisper", namespace="/chat")
def whisper(data: object = None) -> dict[str, Any]:
    """Send a message to one member, on all of its connections."""
    with lock:
        whispered = rooms.whisper(request.sid, data)
        for sid in whispered.to:
            emit("whispered", whispered.event, to=sid)
    return {"ok": True}


def announce_left(left: Left) -> None:
    """Tell the others when a member's last connection has left the room."""
    if left.event:
        # In a disconnect handler the client is still in its Socket.IO rooms.
        emit("left", left.event, to=left.room, include_self=False)

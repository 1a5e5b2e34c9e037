"""broadcast: every connection gets every message."""

from typing import Any

from flask_socketio import emit

from ..shared import contract
from .events import current_person, enter, leave, lock, socketio


@socketio.on("connect", namespace="/broadcast")
def connect() -> None:
    """Accept everyone."""
    enter()


@socketio.on("disconnect", namespace="/broadcast")
def disconnect(reason: str) -> None:
    """Forget the client."""
    leave()


@socketio.on("message", namespace="/broadcast")
def message(data: object = None) -> dict[str, Any]:
    """Send a message to all connections, the sender's included."""
    with lock:
        emit("message", contract.message(current_person(), data), broadcast=True)
    return {"ok": True}

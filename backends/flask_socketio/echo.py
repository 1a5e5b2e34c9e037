"""echo: the message comes back as it was."""

from flask_socketio import emit

from ..shared.contract import ECHO_BYTES_MAX, Code, ContractError
from .events import drop, enter, leave, request, socketio
from .packet import size


@socketio.on("connect", namespace="/echo")
def connect() -> None:
    """Let everybody in."""
    enter()


@socketio.on("disconnect", namespace="/echo")
def disconnect(reason: str) -> None:
    """Forget the client."""
    leave()


@socketio.on("message", namespace="/echo")
def message(payload: object = None) -> None:
    """Send a string or bytes back."""
    if not isinstance(payload, (str, bytes)):
        raise ContractError(Code.BAD_MESSAGE, "message must be a string or bytes")
    if size(payload) > ECHO_BYTES_MAX:
        drop(request.sid, request.namespace)
        return
    emit("message", payload)

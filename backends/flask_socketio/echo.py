"""echo: the server sends each message back unchanged."""

from flask_socketio import emit

from ..shared.contract import ECHO_BYTES_MAX, Code, ContractError
from .events import enter, leave, socketio
from .packet import PacketTooBigError, size


@socketio.on("connect", namespace="/echo")
def connect() -> None:
    """Accept everyone."""
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
        raise PacketTooBigError
    emit("message", payload)

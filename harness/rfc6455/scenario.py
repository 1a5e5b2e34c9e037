"""Bare connections to the contract's scenarios, over either protocol."""

from ..clients import CLIENTS
from .peer import Peer, ServerFault
from .wire import CLOSE, TEXT, frame

REFUSED = b"44"
"""How a Socket.IO packet begins that refuses a namespace."""


def enter(url: str, protocol: str, scenario: str) -> Peer:
    """Return a connection that the server counts as one of this scenario."""
    peer = Peer.open(url, CLIENTS[protocol].path.format(scenario=scenario))
    try:
        if protocol == "socketio":
            read_text(peer, b"0{")  # Engine.IO's own greeting
            peer.send(frame(TEXT, f"40/{scenario},"))
            read_text(peer, f"40/{scenario},".encode())
    except BaseException:
        # Interrupted or refused, it is nobody's yet: whoever opened it must close it.
        peer.close()
        raise
    return peer


def read_text(peer: Peer, start: bytes) -> None:
    """Read until a message begins like this: an event may come before what it follows from."""
    while (message := peer.read_message()) is not None and message.opcode != CLOSE:
        if message.payload.startswith(start):
            return
        if message.payload.startswith(REFUSED):
            break
    raise ServerFault(f"{message} where {start!r} was due")

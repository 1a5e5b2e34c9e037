"""Plain TCP connections to the contract's scenarios, over either protocol."""

from ..clients import CLIENTS
from .peer import Peer, ServerFault
from .wire import CLOSE, TEXT, frame

REJECTED = b"44"
"""The start of a Socket.IO packet that rejects a namespace."""


def enter(url: str, protocol: str, scenario: str) -> Peer:
    """Connect to a scenario, so that the server counts the connection."""
    peer = Peer.open(url, CLIENTS[protocol].path.format(scenario=scenario))
    try:
        if protocol == "socketio":
            read_text(peer, b"0{")  # Engine.IO's handshake
            peer.send(frame(TEXT, f"40/{scenario},"))
            read_text(peer, f"40/{scenario},".encode())
    except BaseException:
        peer.close()  # the caller gets no peer to close
        raise
    return peer


def read_text(peer: Peer, start: bytes) -> None:
    """Read until a message has this start. Events may arrive before it."""
    while (message := peer.read_message()) is not None and message.opcode != CLOSE:
        if message.payload.startswith(start):
            return
        if message.payload.startswith(REJECTED):
            break
    raise ServerFault(f"expected {start!r}, not {message}")

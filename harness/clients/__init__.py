"""Raw clients: one interface, as in the front end, over a native WebSocket and over Socket.IO.

Each client checks every message that it sends or gets against the contract.
"""

from collections.abc import Callable

from .base import Client, Closed, ContractFailure, Rejected
from .native import NativeClient
from .socketio import SocketIOClient

CLIENTS: dict[str, type[Client]] = {"native": NativeClient, "socketio": SocketIOClient}
"""The client for each protocol that a manifest can name."""

Connect = Callable[..., Client]
"""The fixture `connect`."""

__all__ = ["CLIENTS", "Client", "Closed", "Connect", "ContractFailure", "Rejected"]

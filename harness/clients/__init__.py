"""Clients of the contract: one interface, over a native WebSocket and over Socket.IO.

They check every message that they send or receive against the contract.
"""

from .base import Client, Closed, ContractFailure, Rejected
from .native import NativeClient
from .socketio import SocketIOClient

CLIENTS: dict[str, type[Client]] = {"native": NativeClient, "socketio": SocketIOClient}
"""The client of each protocol."""

__all__ = ["CLIENTS", "Client", "Closed", "ContractFailure", "Rejected"]

"""Checks each Socket.IO packet of a client while python-socketio decodes it.

An invalid packet raises here, and incoming.py catches the error and answers the client. Without the
check, a client that calls its event "connect" runs the connect handler, an event without a name
raises an IndexError, and one with too many arguments a TypeError.

`SocketIO(serializer=...)` takes the packet class.
"""

import contextlib
from contextvars import ContextVar
from typing import Any

from socketio.packet import ACK, BINARY_ACK, BINARY_EVENT, CONNECT, DISCONNECT, EVENT, Packet

from ..shared.contract import MESSAGE_BYTES_MAX, Code, ContractError

FROM_CLIENTS = (CONNECT, DISCONNECT, EVENT, ACK, BINARY_EVENT, BINARY_ACK)
"""The types of packet that a client may send."""

EVENTS = (EVENT, BINARY_EVENT)
RESERVED = ("connect", "disconnect")


class PacketTooBigError(Exception):
    """A packet is over the contract's limit."""


class CheckedPacket(Packet):  # type: ignore[misc]  # python-socketio has no types
    """A packet that raises an error if it is not an event with a name and at most one argument."""

    packet_type: int
    data: Any
    namespace: str | None
    id: int | None

    def decode(self, encoded_packet: object) -> int:
        """Decode a packet; return how many binary attachments follow."""
        current.set(self)
        attachments, valid = 0, False
        # Anything but text is bytes that no packet announced, or JSON that Engine.IO has decoded.
        if isinstance(encoded_packet, str):
            with contextlib.suppress(ValueError, RecursionError):
                attachments = super().decode(encoded_packet)
                valid = self._is_valid(attachments)
            if (
                (self.packet_type in EVENTS or not valid)
                and self.namespace != "/echo"
                and size(encoded_packet) > MESSAGE_BYTES_MAX
            ):
                raise PacketTooBigError
        if not valid:
            raise not_an_event()
        if self.packet_type == BINARY_EVENT and attachments == 0:
            self.packet_type = EVENT  # else python-socketio waits for parts that never come
        return attachments

    def add_attachment(self, attachment: bytes | str) -> bool:
        """Add a binary part; return whether it was the last."""
        current.set(self)
        try:
            complete: bool = super().add_attachment(attachment)
        except (IndexError, TypeError, ValueError):  # a placeholder for a part that does not exist
            raise not_an_event() from None
        return complete

    def _is_valid(self, attachments: int) -> bool:
        if self.packet_type not in FROM_CLIENTS or attachments > 1:
            return False
        if self.packet_type not in EVENTS:
            return True
        match self.data:
            case [str(event)] | [str(event), _]:
                return event not in RESERVED
        return False


current: ContextVar[CheckedPacket] = ContextVar("current")
"""The packet that this thread or greenlet is handling: an error needs its namespace and id.

Handlers run where their packet is decoded, because `async_handlers` is off.
"""


def not_an_event() -> ContractError:
    """Return the error for a packet that is not an event of the contract."""
    return ContractError(Code.BAD_MESSAGE, "message is not an event")


def size(message: str | bytes) -> int:
    """Return the number of bytes that a message takes on the wire."""
    return len(message.encode() if isinstance(message, str) else message)

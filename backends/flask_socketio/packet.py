"""Looks at each Socket.IO packet before Flask-SocketIO gives it to a handler.

A handler learns neither how large its packet was nor whether the client waits for an
acknowledgement. And a client may call its event "connect" and so reach the connect handler, leave
the name out and raise an IndexError, or send more arguments than a handler takes.
`SocketIO(serializer=...)` is the place that python-socketio offers for a packet class of one's own.
"""

from contextvars import ContextVar
from typing import Any

from socketio.packet import ACK, BINARY_ACK, BINARY_EVENT, CONNECT, DISCONNECT, EVENT, Packet

from ..shared.contract import MESSAGE_BYTES_MAX

MALFORMED = "#malformed"
"""The event that stands for a packet that is none."""

TOO_BIG = "#too_big"
"""The event that stands for a packet over the limit."""

FROM_CLIENTS = (CONNECT, DISCONNECT, EVENT, ACK, BINARY_EVENT, BINARY_ACK)
"""The kinds of packet that a client may send."""

RESERVED = ("connect", "disconnect")

_asks_for_ack: ContextVar[bool] = ContextVar("asks_for_ack", default=False)


def asks_for_ack() -> bool:
    """Tell whether the event that is being handled asks for an acknowledgement.

    Without async handlers an event is handled where its packet was decoded: in the same thread or
    greenlet, before the next packet.
    """
    return _asks_for_ack.get()


class CheckedPacket(Packet):  # type: ignore[misc]  # python-socketio has no types
    """A packet that is an event with a name, or an event that says what is wrong with it."""

    packet_type: int
    data: Any
    namespace: str | None
    id: int | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.packet_type == EVENT and self.data is None:
            self.data = [MALFORMED]  # an empty packet, which is not decoded at all

    def decode(self, encoded_packet: object) -> int:
        """Decode a packet; return how many binary attachments are to follow."""
        try:
            if not isinstance(encoded_packet, str):
                # Bytes that no packet has announced, or JSON, which Engine.IO decodes by itself.
                raise ValueError("no packet")
            attachments: int = super().decode(encoded_packet)
            if attachments > 1 or self.packet_type not in FROM_CLIENTS:
                raise ValueError("no packet of the contract")
        except (ValueError, RecursionError):
            # Raised from here it would be a traceback in the log, and no answer to the client.
            attachments = 0
            self.packet_type = EVENT
            self.data = [MALFORMED]
        if self.packet_type == BINARY_EVENT and attachments == 0:
            self.packet_type = EVENT  # or Socket.IO would wait for parts that never come
        if self.packet_type in (EVENT, BINARY_EVENT):
            _asks_for_ack.set(self.id is not None)
            self._check_event()
            if (
                isinstance(encoded_packet, str)
                and self.namespace != "/echo"
                and size(encoded_packet) > MESSAGE_BYTES_MAX
            ):
                self.data = [TOO_BIG]
        return attachments

    def add_attachment(self, attachment: bytes | str) -> bool:
        """Add a binary part; return whether it was the last."""
        try:
            complete: bool = super().add_attachment(attachment)
        except (IndexError, TypeError, ValueError):  # a placeholder for a part that does not exist
            self.data = [MALFORMED]
            complete = True
        _asks_for_ack.set(self.id is not None)
        return complete

    def _check_event(self) -> None:
        match self.data:
            case [str(event)] | [str(event), _] if event not in RESERVED:
                pass  # a name, and one argument at the most
            case _:
                self.data = [MALFORMED]


def size(message: str | bytes) -> int:
    """Return the bytes of a message as it came over the wire."""
    return len(message.encode() if isinstance(message, str) else message)

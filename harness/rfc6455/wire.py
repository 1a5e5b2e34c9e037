"""RFC 6455 on the wire: a client's bytes, right or wrong, and what a server's bytes mean."""

import base64
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NAMES = {TEXT: "text", BINARY: "binary", CLOSE: "close", PING: "ping", PONG: "pong"}

MASK = b"\x37\xfa\x21\x3d"
"""The masking key of the RFC's own example (5.7)."""

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
SHOWN = 40


@dataclass(frozen=True)
class Message:
    """What a server has sent: a whole message, or a control frame."""

    opcode: int
    payload: bytes = b""

    def __repr__(self) -> str:
        shown, size = self.payload[:SHOWN], len(self.payload)
        more = f"... {size} bytes" if size > SHOWN else ""
        return f"<{NAMES[self.opcode]} {shown!r}{more}>"


@dataclass(frozen=True)
class End:
    """How a server has ended a connection: the code of its Close frame, or what it did instead."""

    how: int | str

    def __repr__(self) -> str:
        return f"<end: {self.how}>"


NO_CODE = End("a Close frame with no code")
DROPPED = End("no Close frame")

Outcome = list[Message | End]


def encoded(payload: bytes | str) -> bytes:
    """Return a payload's bytes."""
    return payload.encode() if isinstance(payload, str) else payload


def text(payload: bytes | str) -> Message:
    """Return a text message."""
    return Message(TEXT, encoded(payload))


def frame(
    opcode: int,
    payload: bytes | str = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    mask: bytes | None = MASK,
    claim: int | None = None,
    width: int | None = None,
) -> bytes:
    """Return a client's frame.

    `mask=None` leaves it unmasked; `claim` is a length that is not the payload's; `width` is the
    number of bytes that the extended length takes (0, 2 or 8), else as few as possible (5.2).
    """
    payload = encoded(payload)
    length = len(payload) if claim is None else claim
    if width is None:
        width = 0 if length < 126 else 2 if length < 65536 else 8
    short = {0: length, 2: 126, 8: 127}[width]
    head = bytes([fin << 7 | rsv << 4 | opcode, (mask is not None) << 7 | short])
    head += length.to_bytes(width, "big") if width else b""
    return head + payload if mask is None else head + mask + masked(payload, mask)


def masked(payload: bytes, mask: bytes) -> bytes:
    """Return a payload XORed with a mask (5.3), as one operation on two long integers."""
    repeated = (mask * (len(payload) // 4 + 1))[: len(payload)]
    number = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return number.to_bytes(len(payload), "big")


def close(code: int, reason: bytes | str = b"") -> bytes:
    """Return a client's Close frame."""
    return frame(CLOSE, struct.pack("!H", code) + encoded(reason))


def fragments(opcode: int, *payloads: bytes) -> list[bytes]:
    """Return a message in frames, one for each payload (5.4)."""
    last = len(payloads) - 1
    return [
        frame(CONTINUATION if n else opcode, payload, fin=n == last)
        for n, payload in enumerate(payloads)
    ]


def request(path: str, headers: Mapping[str, str | None], line: str = "GET {} HTTP/1.1") -> bytes:
    """Return a handshake; a header that is None is left out."""
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([line.format(path), *lines, "", ""]).encode("latin-1")


def accept(key: str) -> str:
    """Return what a server must answer to a key (4.2.2)."""
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()  # noqa: S324

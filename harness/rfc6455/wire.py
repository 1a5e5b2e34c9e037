"""RFC 6455 on the wire: handshakes and frames, as bytes. Nothing here uses sockets.

`frame` is the only encoder and `frame_bounds` the only parser of frames in the harness.
"""

import base64
import hashlib
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NAMES = {TEXT: "text", BINARY: "binary", CLOSE: "close", PING: "ping", PONG: "pong"}

MASK = b"\x37\xfa\x21\x3d"
"""The masking key in the RFC's example (5.7)."""

ZERO_MASK = bytes(4)
"""Leaves the payload unchanged, as the RFC allows. Tests that send a lot of data save the XOR."""

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
SHOWN = 40


@dataclass(frozen=True)
class Message:
    """What a server sent: a whole message, or a control frame."""

    opcode: int
    payload: bytes = b""

    def __repr__(self) -> str:
        shown, size = self.payload[:SHOWN], len(self.payload)
        more = f"... {size} bytes" if size > SHOWN else ""
        return f"<{NAMES[self.opcode]} {shown!r}{more}>"


@dataclass(frozen=True)
class End:
    """How a server ended a connection: the code of its Close frame, or what it did instead."""

    how: int | str

    def __repr__(self) -> str:
        return f"<end: {self.how}>"


NO_CODE = End("a Close frame without a code")
DROPPED = End("no Close frame")

Outcome = list[Message | End]


def encoded(payload: bytes | str) -> bytes:
    """Return a payload's bytes."""
    return payload.encode() if isinstance(payload, str) else payload


def text(payload: bytes | str) -> Message:
    """Return a text message."""
    return Message(TEXT, encoded(payload))


# Handshakes


def handshake_headers(host: str) -> dict[str, str | None]:
    """Return the headers of a valid handshake (4.1)."""
    return {
        "Host": host,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }


def request(path: str, headers: Mapping[str, str | None], line: str = "GET {} HTTP/1.1") -> bytes:
    """Return a handshake's request, without the headers that are None."""
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([line.format(path), *lines, "", ""]).encode("latin-1")


def accept(key: str) -> str:
    """Return the Sec-WebSocket-Accept header for a key (4.2.2)."""
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()  # noqa: S324


# Frames to send


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
    """Return a client's frame, valid or not.

    `mask=None` sends the payload unmasked; `claim` is a false payload length; `width` is the number
    of bytes of the extended length (0, 2 or 8), by default as few as possible (5.2).
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
    if mask == ZERO_MASK:
        return payload
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


# Frames received


def frame_bounds(data: bytes | bytearray, at: int = 0) -> tuple[int, int] | None:
    """Return where the payload of the frame at an index begins and where the frame ends.

    Return None until the header is complete. The end may lie beyond the data. This does no checks,
    because a client that reads from hundreds of connections must be fast.
    """
    size = len(data)
    if size < at + 2:
        return None
    length, start = data[at + 1], at + 2
    # The fast path: a server's frames are unmasked, and mostly shorter than 64 KiB.
    if length < 126:
        return start, start + length
    if length == 126 and size >= at + 4:
        return at + 4, at + 4 + (data[at + 2] << 8 | data[at + 3])
    if length & 0x80:
        length &= 0x7F
        start += 4
    if length == 126:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        start += 2
    elif length == 127:
        length = int.from_bytes(data[at + 2 : at + 10], "big")
        start += 8
    return None if size < start else (start, start + length)


class FrameError(ValueError):
    """Bytes are not a frame of RFC 6455; the message says why."""


class Frame(NamedTuple):
    """A frame that was received, its payload unmasked."""

    fin: bool
    opcode: int
    payload: bytes


class FrameReader:
    """Reads the frames of one direction of a connection, and rejects malformed ones."""

    def __init__(self, *, masked: bool) -> None:
        """Read a client's frames, which must be masked, or a server's, which must not."""
        self.masked = masked
        self.buffer = bytearray()
        """The bytes that are not read yet. They begin with the start of a frame."""

    def feed(self, data: bytes) -> None:
        """Add received bytes."""
        self.buffer += data

    def read(self) -> Frame | None:
        """Return the next frame, or None until it is complete; raise FrameError if malformed."""
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        self._check_head(buffer[0], buffer[1])
        bounds = frame_bounds(buffer)
        if bounds is None:
            return None
        start, end = bounds
        if (width := start - 2 - 4 * self.masked) and end - start < (126 if width == 2 else 65536):
            raise FrameError("the length takes more bytes than it needs")
        if len(buffer) < end:
            return None
        first, payload = buffer[0], bytes(buffer[start:end])
        if self.masked:
            payload = masked(payload, bytes(buffer[start - 4 : start]))
        del buffer[:end]
        return Frame(bool(first & 0x80), first & 0x0F, payload)

    def _check_head(self, first: int, second: int) -> None:
        """Check the first two bytes (5.1, 5.2, 5.5)."""
        opcode = first & 0x0F
        if first & 0x70:
            raise FrameError("reserved bits must be 0")
        if opcode not in (CONTINUATION, *NAMES):
            raise FrameError(f"invalid opcode: {opcode:#x}")
        if bool(second & 0x80) != self.masked:
            raise FrameError("incorrect masking")
        if opcode >= CLOSE and second & 0x7F > 125:
            raise FrameError("control frame too long")
        if opcode >= CLOSE and not first & 0x80:
            raise FrameError("fragmented control frame")

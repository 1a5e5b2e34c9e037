"""The client's end of a bare TCP connection, which sends what it is told and hides nothing."""

import base64
import os
import socket
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from ..clients.base import TIMEOUT, Rejected
from .wire import (
    CLOSE,
    CONTINUATION,
    DROPPED,
    NAMES,
    NO_CODE,
    PING,
    End,
    Message,
    Outcome,
    frame,
    request,
)

CHUNK = 256 * 1024


class ServerFault(AssertionError):
    """A server has sent what RFC 6455 forbids it to send."""


class Peer:
    """One TCP connection. Every frame of the server is held to the RFC."""

    def __init__(self, url: str) -> None:
        """Connect; no handshake is made."""
        address = urlsplit(url)
        self.host = address.netloc
        self.socket = socket.create_connection((address.hostname, address.port), TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray()
        self._begun: Message | None = None
        self._reset = False

    @classmethod
    def open(cls, url: str, path: str) -> Self:
        """Connect and make the handshake."""
        peer = cls(url)
        try:
            peer.send(request(path, peer.headers()))
            status, _ = peer.read_response()
            if status != 101:
                raise Rejected(status)
        except BaseException:
            # Interrupted or refused, it is nobody's yet: whoever opened it must close it.
            peer.close()
            raise
        return peer

    def headers(self) -> dict[str, str | None]:
        """Return the headers of a good handshake (4.1)."""
        return {
            "Host": self.host,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
        }

    def send(self, *parts: bytes) -> None:
        """Send each part in a TCP segment of its own; that the server has gone is no error."""
        with suppress(ConnectionError):
            for part in parts:
                self.socket.sendall(part)

    def finish(self) -> None:
        """Send no more: half-close the TCP connection."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def read_response(self) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of an HTTP response, their names in lower case."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._receive():
                raise ServerFault(f"no response, only {bytes(self._buffer)!r}")
        head, _, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        self._buffer = bytearray(rest)
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = (line.partition(":") for line in lines)
        return int(status.split()[1]), {name.lower(): value.strip() for name, _, value in headers}

    def read_message(self) -> Message | None:
        """Return the next control frame or whole message; None where the connection is over."""
        while (part := self._read_frame()) is not None:
            fin, opcode, payload = part
            if opcode >= CLOSE:
                return Message(opcode, payload)
            if (opcode == CONTINUATION) == (self._begun is None):
                raise ServerFault("fragments out of order (5.4)")
            message = self._begun or Message(opcode)
            message = Message(message.opcode, message.payload + payload)
            self._begun = None if fin else message
            if fin:
                return message
        return None

    def read_to_end(self) -> Outcome:
        """Return all messages but pings, and how the connection ended; answer a Close frame."""
        seen: Outcome = []
        while (message := self.read_message()) is not None:
            if message.opcode == CLOSE:
                self.send(frame(CLOSE, message.payload))
                self.expect_eof()
                return [*seen, _end(message.payload)]
            if message.opcode != PING:
                seen.append(message)
        return [*seen, DROPPED]

    def expect_eof(self) -> None:
        """Wait until the server closes the TCP connection, which it does first (7.1.1)."""
        if self._read_frame() is not None:
            raise ServerFault("a frame after the Close frame (5.5.1)")

    def close(self) -> None:
        """Close the TCP connection."""
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_frame(self) -> tuple[bool, int, bytes] | None:
        try:
            return self._read_whole_frame()
        except ConnectionResetError:
            return None

    def _read_whole_frame(self) -> tuple[bool, int, bytes] | None:
        head = self._take(2)
        if head is None:
            return None
        fin, opcode, length = bool(head[0] & 0x80), head[0] & 0x0F, head[1] & 0x7F
        if head[0] & 0x70 or head[1] & 0x80 or opcode not in (CONTINUATION, *NAMES):
            raise ServerFault(f"a frame that begins with {head.hex()} (5.1, 5.2)")
        if opcode >= CLOSE and (length > 125 or not fin):
            raise ServerFault("a control frame that is too long or fragmented (5.5)")
        if length > 125:
            width, least = (2, 126) if length == 126 else (8, 65536)
            length = int.from_bytes(self._rest(width), "big")
            if length < least:
                raise ServerFault("a length in more bytes than it takes (5.2)")
        return fin, opcode, self._rest(length)

    def _rest(self, size: int) -> bytes:
        """Take more of a frame that has begun.

        A server that closes a connection with input unread resets it, and what was still on its
        way to us is thrown away, within a frame or not: that is TCP's doing.
        """
        taken = self._take(size)
        if taken is not None:
            return taken
        if self._reset:
            raise ConnectionResetError
        raise ServerFault("half a frame")

    def _take(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            if not self._receive():
                return None
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _receive(self) -> bool:
        try:
            chunk = self.socket.recv(CHUNK)
        except ConnectionError:
            self._reset = True
            return False
        self._buffer += chunk
        return bool(chunk)


def _end(payload: bytes) -> End:
    """Return what a Close frame says; its reason is held to be UTF-8 (5.5.1)."""
    if not payload:
        return NO_CODE
    if len(payload) == 1:
        raise ServerFault("a Close frame with half a code (5.5.1)")
    payload[2:].decode()
    return End(int.from_bytes(payload[:2], "big"))

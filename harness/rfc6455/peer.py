"""A client on a plain TCP connection: it sends any bytes and checks every frame it receives."""

import socket
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from ..clients.base import TIMEOUT, Rejected
from .wire import (
    CLOSE,
    CONTINUATION,
    DROPPED,
    NO_CODE,
    PING,
    End,
    Frame,
    FrameError,
    FrameReader,
    Message,
    Outcome,
    frame,
    handshake_headers,
    request,
)

CHUNK = 256 * 1024


class ServerFault(AssertionError):
    """A server sent something that RFC 6455 forbids."""


class Peer:
    """One TCP connection. Every frame from the server must follow the RFC."""

    def __init__(self, url: str) -> None:
        """Connect, without a handshake."""
        address = urlsplit(url)
        self.host = address.netloc
        self.socket = socket.create_connection((address.hostname, address.port), TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._frames = FrameReader(masked=False)
        self._begun: Message | None = None
        self._reset = False

    @classmethod
    def open(cls, url: str, path: str) -> Self:
        """Connect and complete the handshake."""
        peer = cls(url)
        try:
            peer.send(request(path, peer.headers()))
            status, _ = peer.read_response()
            if status != 101:
                raise Rejected(status)
        except BaseException:
            peer.close()  # the caller gets no peer to close
            raise
        return peer

    def headers(self) -> dict[str, str | None]:
        """Return the headers of a valid handshake."""
        return handshake_headers(self.host)

    def send(self, *parts: bytes) -> None:
        """Send each part in its own TCP segment. A closed connection is no error."""
        with suppress(ConnectionError):
            for part in parts:
                self.socket.sendall(part)

    def finish(self) -> None:
        """Half-close the TCP connection: send nothing more."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def read_response(self) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of an HTTP response, with names in lower case."""
        buffer = self._frames.buffer
        while b"\r\n\r\n" not in buffer:
            if not self._receive():
                raise ServerFault(f"no response, only {bytes(buffer)!r}")
        head, end, _ = bytes(buffer).partition(b"\r\n\r\n")
        del buffer[: len(head + end)]
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = (line.partition(":") for line in lines)
        return int(status.split()[1]), {name.lower(): value.strip() for name, _, value in headers}

    def read_message(self) -> Message | None:
        """Return the next control frame or whole message; None at the end of the connection."""
        while (part := self._read_frame()) is not None:
            if part.opcode >= CLOSE:
                return Message(part.opcode, part.payload)
            if (part.opcode == CONTINUATION) == (self._begun is None):
                raise ServerFault("fragments out of order (5.4)")
            message = self._begun or Message(part.opcode)
            message = Message(message.opcode, message.payload + part.payload)
            self._begun = None if part.fin else message
            if part.fin:
                return message
        return None

    def read_to_end(self) -> Outcome:
        """Return all messages except pings, and how the connection ended; answer a Close frame."""
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

    def _read_frame(self) -> Frame | None:
        try:
            while (part := self._frames.read()) is None and self._receive():
                pass
        except FrameError as error:
            shown = bytes(self._frames.buffer[:10]).hex(" ")
            raise ServerFault(f"{error} (5.1 to 5.5): {shown}") from None
        # A server that closes a connection with unread input resets it, and TCP then discards data
        # on its way to us. So a frame must be whole only if the connection ends without a reset.
        if part is None and self._frames.buffer and not self._reset:
            raise ServerFault("half a frame")
        return part

    def _receive(self) -> bool:
        try:
            chunk = self.socket.recv(CHUNK)
        except ConnectionError:
            self._reset = True
            return False
        self._frames.feed(chunk)
        return bool(chunk)


def handshake(url: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of the response to a handshake, and disconnect.

    Pass more headers as keywords: `handshake(url, "/ws", Sec_WebSocket_Protocol="chat")`.
    """
    with Peer(url) as peer:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        peer.send(request(path, peer.headers() | more))
        return peer.read_response()


def _end(payload: bytes) -> End:
    """Return the code of a Close frame. The reason must be UTF-8 (5.5.1)."""
    if not payload:
        return NO_CODE
    if len(payload) == 1:
        raise ServerFault("a Close frame with half a code (5.5.1)")
    payload[2:].decode()
    return End(int.from_bytes(payload[:2], "big"))

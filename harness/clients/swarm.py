"""Hundreds of connections in one thread, on plain sockets.

A swarm only counts frames and looks at their first bytes, so that a test measures the server and
not its clients. It reads and answers pings only inside `run`. At any other time its members are
slow clients, which read nothing.
"""

import selectors
import socket
import struct
import time
from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlsplit

from ..rfc6455.wire import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    ZERO_MASK,
    frame,
    frame_bounds,
    handshake_headers,
    request,
)
from .base import TIMEOUT
from .native import NativeClient
from .socketio import SocketIOClient

CHUNK = 256 * 1024


class Member:
    """One connection of a swarm to a native backend."""

    path: ClassVar[str] = NativeClient.path

    def __init__(self, url: str, scenario: str, receive_buffer: int | None) -> None:
        address = urlsplit(url)
        self.scenario = scenario
        self.open = False
        self.gone = False
        self.pings = 0
        self.messages = 0
        self.bytes = 0
        self._upgraded = False
        self._buffer = bytearray()
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect((address.hostname, address.port))
        path = self.path.format(scenario=scenario)
        self.socket.sendall(request(path, handshake_headers(address.netloc)))

    def send(self, payload: bytes, opcode: int = TEXT) -> None:
        """Send a frame."""
        self.socket.sendall(frame(opcode, payload, mask=ZERO_MASK))

    def read(self) -> None:
        """Read once, and handle the frames that are complete."""
        try:
            chunk = self.socket.recv(CHUNK)
        except ConnectionResetError:
            chunk = b""
        if not chunk:
            self.gone = True
        self.bytes += len(chunk)
        self._buffer += chunk
        if not self._upgraded:
            head, end, _ = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 101"), head.decode()
            del self._buffer[: len(head) + len(end)]
            self._upgraded = True
            self.upgraded()
        self._take_frames()

    def upgraded(self) -> None:
        """Handle the end of the handshake: a native connection is open."""
        self.open = True

    def message(self, start: bytes) -> None:
        """Handle a message that starts with these bytes."""
        self.messages += 1

    def _take_frames(self) -> None:
        buffer, begin, size = self._buffer, 0, len(self._buffer)
        while (bounds := frame_bounds(buffer, begin)) and bounds[1] <= size:
            start, end = bounds
            opcode = buffer[begin] & 0x0F
            if opcode == PING:
                self.pings += 1
                self.send(bytes(buffer[start:end]), PONG)
            elif opcode == CLOSE:
                self.gone = True
            elif opcode != PONG:
                self.message(bytes(buffer[start : start + 3]))
            begin = end
        del buffer[:begin]


class SocketIOMember(Member):
    """One connection of a swarm to a Socket.IO backend, over WebSocket only."""

    path = SocketIOClient.path

    def upgraded(self) -> None:
        """Handle the end of the handshake: Engine.IO and the namespace must still open."""

    def message(self, start: bytes) -> None:
        """Handle an Engine.IO packet. Only events count as messages."""
        if start.startswith(b"0"):
            self.send(f"40/{self.scenario},".encode())
        elif start.startswith(b"40"):
            self.open = True
        elif start.startswith(b"2"):
            self.pings += 1
            self.send(b"3")
        elif start.startswith(b"42"):
            self.messages += 1


MEMBERS: dict[str, type[Member]] = {"native": Member, "socketio": SocketIOMember}


class Swarm:
    """A number of connections to one scenario."""

    def __init__(
        self,
        url: str,
        protocol: str,
        scenario: str,
        count: int = 1,
        receive_buffer: int | None = None,
    ) -> None:
        """Open all connections, and wait until they are open."""
        self._selector = selectors.DefaultSelector()
        self.members: list[Member] = []
        for _ in range(count):
            member = MEMBERS[protocol](url, scenario, receive_buffer)
            self.members.append(member)
            self._selector.register(member.socket, selectors.EVENT_READ, member)
        self.run(lambda: all(member.open for member in self.members))

    def run(self, until: Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Read from all connections until the condition holds."""
        deadline = time.monotonic() + timeout
        while not until():
            ready = self._selector.select(deadline - time.monotonic())
            assert ready, f"nothing arrived for {timeout:g} s"
            for key, _ in ready:
                key.data.read()
                if key.data.gone:
                    self._selector.unregister(key.fileobj)

    def run_until_all_have(self, count: int) -> None:
        """Read until each connection has received this many messages."""
        self.run(lambda: self.least_messages() >= count)

    def least_messages(self) -> int:
        """Return the smallest number of messages that a connection has received."""
        return min(member.messages for member in self.members)

    def least_bytes(self) -> int:
        """Return the smallest number of bytes that a connection has received."""
        return min(member.bytes for member in self.members)

    def drop(self) -> None:
        """Reset all connections, without a closing handshake."""
        for member in self.members:
            linger = struct.pack("ii", 1, 0)
            member.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close()

    def close(self) -> None:
        """Close the sockets. A second call does nothing."""
        for member in self.members:
            member.socket.close()
        self._selector.close()

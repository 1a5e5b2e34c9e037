"""Hundreds of connections in one thread, on bare sockets.

It counts frames and does not look into them: a load generator must not be what the test waits for.
A connection that nobody `run`s reads nothing and answers no ping: to the server it has stalled.
"""

import base64
import os
import selectors
import socket
import struct
import time
from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlsplit

from .base import TIMEOUT
from .native import NativeClient
from .socketio import SocketIOClient

CHUNK = 256 * 1024
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class Member:
    """One connection of a swarm to a native backend."""

    path: ClassVar[str] = NativeClient.path

    def __init__(self, url: str, scenario: str, receive_buffer: int | None) -> None:
        host, port = urlsplit(url).hostname or "", urlsplit(url).port or 0
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
        self.socket.connect((host, port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {self.path.format(scenario=scenario)} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def send(self, payload: bytes, opcode: int = TEXT) -> None:
        """Send a short frame, masked with zeros as a client may."""
        self.socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload), 0, 0, 0, 0]) + payload)

    def read(self) -> None:
        """Take what has arrived."""
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
        """Be open: a native connection needs no more than the handshake."""
        self.open = True

    def message(self, start: bytes) -> None:
        """Count a message, of which the first bytes are given."""
        self.messages += 1

    def _take_frames(self) -> None:
        buffer, offset, size = self._buffer, 0, len(self._buffer)
        while size - offset >= 2:
            opcode, length, payload = buffer[offset] & 0x0F, buffer[offset + 1], offset + 2
            if length == 126 and size - offset >= 4:
                (length,) = struct.unpack_from("!H", buffer, payload)
                payload += 2
            elif length == 127 and size - offset >= 10:
                (length,) = struct.unpack_from("!Q", buffer, payload)
                payload += 8
            elif length >= 126:
                break
            if size - payload < length:
                break
            if opcode == PING:
                self.pings += 1
                self.send(bytes(buffer[payload : payload + length]), PONG)
            elif opcode == CLOSE:
                self.gone = True
            elif opcode != PONG:
                self.message(bytes(buffer[payload : payload + 3]))
            offset = payload + length
        del buffer[:offset]


class SocketIOMember(Member):
    """One connection of a swarm to a Socket.IO backend, over WebSocket alone."""

    path = SocketIOClient.path

    def upgraded(self) -> None:
        """Wait for Engine.IO and the namespace."""

    def message(self, start: bytes) -> None:
        """Act on an Engine.IO packet: only events are messages."""
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
        """Open them all and wait until every one is open."""
        self._selector = selectors.DefaultSelector()
        self.members: list[Member] = []
        for _ in range(count):
            member = MEMBERS[protocol](url, scenario, receive_buffer)
            self.members.append(member)
            self._selector.register(member.socket, selectors.EVENT_READ, member)
        self.run(lambda: all(member.open for member in self.members))

    def run(self, until: Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Read whatever arrives until the condition holds."""
        deadline = time.monotonic() + timeout
        while not until():
            ready = self._selector.select(deadline - time.monotonic())
            assert ready, f"nothing arrived for {timeout:g} s"
            for key, _ in ready:
                key.data.read()
                if key.data.gone:
                    self._selector.unregister(key.fileobj)

    def run_until_all_have(self, count: int) -> None:
        """Read until each connection has got this many messages."""
        self.run(lambda: self.least_messages() >= count)

    def least_messages(self) -> int:
        """Return how many messages the connection that has the fewest has got."""
        return min(member.messages for member in self.members)

    def least_bytes(self) -> int:
        """Return how many bytes the connection that has the fewest has got."""
        return min(member.bytes for member in self.members)

    def drop(self) -> None:
        """Be gone at once, as a crashed machine's connections are: reset, with no goodbye."""
        for member in self.members:
            linger = struct.pack("ii", 1, 0)
            member.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close()

    def close(self) -> None:
        """Close the sockets; harmless when that is done."""
        for member in self.members:
            member.socket.close()
        self._selector.close()


Swarms = Callable[..., Swarm]
"""The fixture `swarm`."""

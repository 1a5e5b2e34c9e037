"""The load generator: it builds each frame once, and counts bytes instead of parsing.

How large an answer is it learns in the warm-up, where frames are parsed (harness.clients.swarm).
Anything but whole answers, in the number asked for, is an error: no figure is made of it.
"""

import functools
import json
import selectors
import struct
import time
from collections.abc import Callable, Sequence
from math import inf

from ..clients.swarm import Member, Swarm

BUFFER = bytearray(256 * 1024)
ROUND_TRIPS = 500
"""The least that a warm-up consists of."""

SILENCE_SECONDS = 10.0
"""When nothing has come for so long, nothing will."""


class LoadError(Exception):
    """The server did not answer as asked; the message says what happened."""


class SilenceError(LoadError):
    """The server has stopped sending."""


def frame(protocol: str, scenario: str, text: str) -> bytes:
    """Return the frame of a message that every backend answers, masked with zeros as it may be."""
    dumps = functools.partial(json.dumps, ensure_ascii=False)
    data = text if scenario == "echo" else {"text": text}
    if protocol == "socketio":
        message = f"42/{scenario},{dumps(['message', data])}"
    else:
        message = text if scenario == "echo" else dumps({"event": "message", "data": data})
    payload = message.encode()
    if len(payload) < 126:
        return struct.pack("!BB4x", 0x81, 0x80 | len(payload)) + payload
    return struct.pack("!BBH4x", 0x81, 0x80 | 126, len(payload)) + payload


class Connection:
    """One connection under load, and how many bytes of its answer are still to come."""

    __slots__ = ("expected", "read", "send")

    def __init__(self, member: Member) -> None:
        self.expected = 0
        self.read: Callable[[bytearray], int] = member.socket.recv_into
        self.send: Callable[[bytes], int] = member.socket.send


class Load:
    """What both loads share: a swarm that has been warmed up."""

    def __init__(self, swarm: Swarm, frame: bytes, senders: int) -> None:
        """Warm up: the first members send, and each time everyone gets one answer."""
        self.frame = frame
        self.selector = selectors.DefaultSelector()
        self.connections = [Connection(member) for member in swarm.members]
        for member, connection in zip(swarm.members, self.connections, strict=True):
            self.selector.register(member.socket, selectors.EVENT_READ, connection)
        for _ in range(2 + ROUND_TRIPS // len(swarm.members)):
            self.answer = warm_up(swarm, swarm.members[:senders], frame)

    def ready(self) -> list[Connection]:
        """Wait until there is something to read; return where."""
        events = self.selector.select(SILENCE_SECONDS)
        if not events:
            raise SilenceError(f"nothing came for {SILENCE_SECONDS:g} s")
        return [key.data for key, _ in events]

    def run(self, seconds: float, messages: float = inf) -> int:
        """Load the server for so long, or with so many messages; return how many it has sent."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take what is in flight: it has to be whole, and all there is."""
        raise NotImplementedError

    def rest(self) -> list[tuple[Connection, int]]:
        """Read once wherever there is something; return from whom and how many bytes."""
        chunks = [(connection, connection.read(BUFFER)) for connection in self.ready()]
        if not all(size for _, size in chunks):
            raise LoadError("the server has closed a connection")
        return chunks


def warm_up(swarm: Swarm, senders: Sequence[Member], frame: bytes) -> int:
    """Send once, wait until everyone has one answer, and return its size."""
    before, messages = swarm.members[0].bytes, swarm.least_messages() + 1
    for sender in senders:
        sender.socket.sendall(frame)
    swarm.run(lambda: swarm.least_messages() == messages)
    return swarm.members[0].bytes - before


class Echo(Load):
    """Every connection has one message in flight."""

    def __init__(self, swarm: Swarm, frame: bytes) -> None:
        super().__init__(swarm, frame, senders=len(swarm.members))

    def run(self, seconds: float, messages: float = inf) -> int:
        """Send a connection's next message when its last one has come back."""
        frame, answer, echoes = self.frame, self.answer, 0
        for connection in self.connections:
            connection.expected = answer
            connection.send(frame)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and echoes < messages:
            for connection in self.ready():
                connection.expected -= connection.read(BUFFER)
                if connection.expected == 0:
                    connection.expected = answer
                    connection.send(frame)
                    echoes += 1
        return echoes

    def finish(self) -> None:
        """Take what is in flight."""
        while any(connection.expected for connection in self.connections):
            for connection, size in self.rest():
                connection.expected -= size


class Broadcast(Load):
    """One connection sends, all of them get it.

    The next message follows the sender's own copy of the last one, or, with `wait_for_all`, the
    last copy of it: libraries differ in which of the two they are better at.
    """

    def __init__(self, swarm: Swarm, frame: bytes, wait_for_all: bool) -> None:
        super().__init__(swarm, frame, senders=1)
        self.wait_for_all = wait_for_all
        self.outstanding = 0

    def run(self, seconds: float, messages: float = inf) -> int:
        """Send the next message when the last one has come back; count every copy."""
        frame, wait_for_all, sender = self.frame, self.wait_for_all, self.connections[0]
        received = progress = 0
        goal = step = self.answer * (len(self.connections) if wait_for_all else 1)
        sent = 1
        sender.send(frame)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and progress < goal:
            for connection in self.ready():
                size = connection.read(BUFFER)
                received += size
                if wait_for_all or connection is sender:
                    progress += size
                    if progress == goal and sent < messages:
                        goal += step
                        sent += 1
                        sender.send(frame)
        self.outstanding = sent * self.answer * len(self.connections) - received
        return received // self.answer

    def finish(self) -> None:
        """Take what is in flight."""
        while self.outstanding:
            self.outstanding -= sum(size for _, size in self.rest())

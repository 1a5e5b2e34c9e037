"""The load generator: it builds each frame once, and counts bytes instead of parsing frames.

The warm-up parses frames (harness.clients.swarm) and measures how many bytes an answer has. After
that, a number of bytes that is not a multiple of this size is an error, and there is no figure.
"""

import functools
import json
import selectors
import time
from collections.abc import Callable, Sequence
from math import inf

from ..clients.swarm import Member, Swarm
from ..rfc6455.wire import TEXT, ZERO_MASK, frame

BUFFER = bytearray(256 * 1024)
ROUND_TRIPS = 500
"""The smallest number of answers in a warm-up."""

SILENCE_SECONDS = 10.0
"""Seconds without a byte after which a server counts as stopped."""


class LoadError(Exception):
    """The server did not answer as expected; the message says what happened."""


class SilenceError(LoadError):
    """The server stopped sending."""


def message_frame(protocol: str, scenario: str, text: str) -> bytes:
    """Return the frame of a message that every backend answers."""
    dumps = functools.partial(json.dumps, ensure_ascii=False)
    data = text if scenario == "echo" else {"text": text}
    if protocol == "socketio":
        payload = f"42/{scenario},{dumps(['message', data])}"
    else:
        payload = text if scenario == "echo" else dumps({"event": "message", "data": data})
    return frame(TEXT, payload, mask=ZERO_MASK)


class Connection:
    """One connection under load, and how many bytes of its answer are still expected."""

    __slots__ = ("expected", "read", "send")

    def __init__(self, member: Member) -> None:
        self.expected = 0
        self.read: Callable[[bytearray], int] = member.socket.recv_into
        self.send: Callable[[bytes], int] = member.socket.send


class Load:
    """The common part of both loads: a swarm, which warms up the server."""

    def __init__(self, swarm: Swarm, frame: bytes, senders: int) -> None:
        """Warm up: the first `senders` members send, and everyone receives one answer each time."""
        self.frame = frame
        self.selector = selectors.DefaultSelector()
        self.connections = [Connection(member) for member in swarm.members]
        for member, connection in zip(swarm.members, self.connections, strict=True):
            self.selector.register(member.socket, selectors.EVENT_READ, connection)
        for _ in range(2 + ROUND_TRIPS // len(swarm.members)):
            self.answer = warm_up(swarm, swarm.members[:senders], frame)

    def ready(self) -> list[Connection]:
        """Wait until connections have something to read, and return them."""
        events = self.selector.select(SILENCE_SECONDS)
        if not events:
            raise SilenceError(f"no data for {SILENCE_SECONDS:g} s")
        return [key.data for key, _ in events]

    def run(self, seconds: float, messages: float = inf) -> int:
        """Load the server for a time or a number of messages; return how many it has sent."""
        raise NotImplementedError

    def finish(self) -> None:
        """Read what is in flight: whole answers, and nothing more."""
        raise NotImplementedError

    def rest(self) -> list[tuple[Connection, int]]:
        """Read once from each connection that is ready; return the numbers of bytes."""
        chunks = [(connection, connection.read(BUFFER)) for connection in self.ready()]
        if not all(size for _, size in chunks):
            raise LoadError("the server closed a connection")
        return chunks


def warm_up(swarm: Swarm, senders: Sequence[Member], frame: bytes) -> int:
    """Send once, wait until every member has one answer, and return its size."""
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
        """Send a connection's next message when the last one has come back."""
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
        """Read what is in flight."""
        while any(connection.expected for connection in self.connections):
            for connection, size in self.rest():
                connection.expected -= size


class Broadcast(Load):
    """One connection sends, and all receive.

    The next message is sent when the sender has its own copy of the last one or, with
    `wait_for_all`, when every connection has a copy. Some libraries are faster in one case, some in
    the other.
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
        """Read what is in flight."""
        while self.outstanding:
            self.outstanding -= sum(size for _, size in self.rest())

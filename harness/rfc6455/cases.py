"""What the frame suite's tables are made of: bytes to send, and what RFC 6455 has come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backends.shared.manifest import Manifest

from .peer import Peer
from .wire import DROPPED, PING, PONG, End, Message, Outcome, close, frame

ECHO = "/ws/echo"

CLOSING = frame(PING, b"still here?") + close(1000)
"""Follows each case, so that a server which takes what it must not take says so at once."""

ALIVE: Outcome = [Message(PONG, b"still here?"), End(1000)]

NO_CLOSE_FRAME = "no_close_frame"
"""The deviation of a server that fails a connection without saying why."""


@dataclass(frozen=True)
class Case:
    """One exchange; `name` begins with the section of the RFC that decides it.

    `instead` has the outcome where the manifest declares a deviation; of several, the first.
    """

    name: str
    parts: Sequence[bytes]
    outcome: Outcome
    instead: Mapping[str, Outcome] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def expected(self, manifest: Manifest) -> Outcome:
        """Return what this backend is held to."""
        for deviation, outcome in self.instead.items():
            if manifest.deviates(deviation):
                return outcome
        return self.outcome


def passes(name: str, *parts: bytes, answers: Sequence[Message] = ()) -> Case:
    """Return a case that a server answers, and that leaves the connection open."""
    return Case(name, parts, [*answers, *ALIVE])


def fails(
    name: str,
    *parts: bytes,
    code: int = 1002,
    answers: Sequence[Message] = (),
    instead: Mapping[str, Outcome] | None = None,
) -> Case:
    """Return a case in which a server must fail the connection (7.1.7)."""
    dropped: dict[str, Outcome] = {NO_CLOSE_FRAME: [*answers, DROPPED]}
    return Case(name, parts, [*answers, End(code)], {**(instead or {}), **dropped})


def converse(url: str, cases: Sequence[Case], path: str = ECHO) -> list[Outcome]:
    """Play each case on a connection of its own, all of them sent before an answer is read."""
    peers = [Peer.open(url, path) for _ in cases]
    try:
        for peer, case in zip(peers, cases, strict=True):
            peer.send(*case.parts, CLOSING)
        return [peer.read_to_end() for peer in peers]
    finally:
        for peer in peers:
            peer.close()

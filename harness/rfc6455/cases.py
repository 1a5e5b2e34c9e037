"""The cases of the frame suite: bytes to send, and what RFC 6455 says must come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backends.shared.manifest import Manifest

from .peer import Peer
from .wire import DROPPED, PING, PONG, End, Message, Outcome, close, frame

ECHO = "/ws/echo"

CLOSING = frame(PING, b"still here?") + close(1000)
"""Sent after each case. The answer shows whether the server has accepted an invalid frame."""

ALIVE: Outcome = [Message(PONG, b"still here?"), End(1000)]

NO_CLOSE_FRAME = "no_close_frame"
"""The deviation of a server that drops a connection without a Close frame."""


@dataclass(frozen=True)
class Case:
    """One exchange. Its name starts with the section of the RFC.

    `instead` has the outcome for each deviation in a manifest. If several apply, the first counts.
    """

    name: str
    parts: Sequence[bytes]
    outcome: Outcome
    instead: Mapping[str, Outcome] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def expected(self, manifest: Manifest) -> Outcome:
        """Return the outcome that this backend must have."""
        for deviation, outcome in self.instead.items():
            if manifest.deviates(deviation):
                return outcome
        return self.outcome


def passes(name: str, *parts: bytes, answers: Sequence[Message] = ()) -> Case:
    """Return a case after which the connection stays open."""
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
    """Send each case on its own connection, and read the outcomes when all are sent."""
    peers = [Peer.open(url, path) for _ in cases]
    try:
        for peer, case in zip(peers, cases, strict=True):
            peer.send(*case.parts, CLOSING)
        return [peer.read_to_end() for peer in peers]
    finally:
        for peer in peers:
            peer.close()

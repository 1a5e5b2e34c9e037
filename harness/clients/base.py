"""What both clients share: an inbox that tests wait on, acknowledgements, a log, the checks."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, ParamSpec, TypeVar

from .. import spec

P = ParamSpec("P")
T = TypeVar("T")

TIMEOUT = 20.0
"""Seconds after which what has not arrived never will. Tests wait for events, not for time."""

LOGGED = 200
"""Characters of a message that the log shows."""


class ContractFailure(Exception):
    """The server answered a message with an error."""

    def __init__(self, error: Mapping[str, str]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]
        self.message = error["message"]


class Rejected(Exception):
    """The server refused the connection, with this HTTP status."""

    def __init__(self, status: int | None) -> None:
        super().__init__(f"rejected with HTTP status {status}")
        self.status = status


@dataclass(frozen=True)
class Closed:
    """How a connection ended. Socket.IO has no close codes."""

    code: int | None
    reason: str


class Client(ABC):
    """One connection to one scenario.

    Echo's messages are text or bytes, the others' are objects.
    """

    protocol: ClassVar[str]
    path: ClassVar[str]
    """Where a scenario's WebSocket is."""
    refusal: ClassVar[int]
    """The HTTP status that a foreign origin is refused with."""

    def __init__(self, scenario: str) -> None:
        self.scenario = scenario
        self.log: list[str] = []
        self.closed: Closed | None = None
        self._changed = threading.Condition()
        self._inbox: list[tuple[str, Any]] = []
        self._seen: list[tuple[str, Any]] = []
        self._acks: dict[int, Any] = {}
        self._last_id = 0
        self._violation: spec.ContractViolation | None = None
        self._began = time.monotonic()

    @classmethod
    @abstractmethod
    def connect(
        cls,
        url: str,
        scenario: str,
        *,
        cookie: str = "",
        origin: str = "",
        transport: str = "websocket",
    ) -> "Client":
        """Open a connection to a server's scenario, or raise `Rejected`."""

    @abstractmethod
    def close(self) -> None:
        """Say goodbye, and return when the connection has ended."""

    @abstractmethod
    def _transmit(self, event: str, data: Any, number: int | None) -> None:
        """Put a message on the wire, with the number of the acknowledgement that it asks for."""

    @abstractmethod
    def size(self, event: str, data: Any, number: int | None) -> int:
        """Return the bytes of a message that count against the limits."""

    def pad(self, event: str, data: dict[str, Any], size: int, *, ack: bool) -> dict[str, Any]:
        """Return `data` with a field that is to be ignored, for a next message of `size` bytes."""
        number = self._last_id + 1 if ack else None
        bare = self.size(event, {**data, "padding": ""}, number)
        return {**data, "padding": "x" * (size - bare)}

    def emit(self, event: str, data: Any = None, *, broken: bool = False) -> None:
        """Send a message that asks for no acknowledgement; a `broken` one breaks the contract."""
        self._send(event, data, None, broken)

    def call(self, event: str, data: Any = None, *, broken: bool = False) -> dict[str, Any]:
        """Send a message and return its acknowledgement, or raise the `ContractFailure` in it."""
        self._last_id += 1
        number = self._last_id
        self._send(event, data, number, broken)
        ack = self.acknowledgement(number)
        spec.validate_ack(self.scenario, event, ack)
        if not ack["ok"]:
            raise ContractFailure(ack["error"])
        return dict(ack)

    def acknowledgement(self, number: int) -> Any:
        """Return the acknowledgement with this number; wait until it comes."""
        self._wait(lambda: number in self._acks, f"acknowledgement #{number}")
        return self._acks.pop(number)

    def expect(
        self, event: str, where: Callable[[Any], bool] = lambda data: True, timeout: float = TIMEOUT
    ) -> Any:
        """Return the data of the first such event not yet returned; wait until it comes."""

        def find() -> int | None:
            for index, (name, data) in enumerate(self._inbox):
                if name == event and where(data):
                    return index
            return None

        self._wait(lambda: find() is not None, event, timeout)
        index = find()
        assert index is not None
        return self._inbox.pop(index)[1]

    def seen(self, event: str) -> list[Any]:
        """Return the data of every such event so far, in the order of their arrival."""
        with self._changed:
            return [data for name, data in self._seen if name == event]

    def expect_closed(self, code: int | None = None) -> Closed:
        """Wait until the server ends the connection; where there are codes, with this one."""
        self._wait(lambda: self.closed is not None, "the end of the connection")
        assert self.closed is not None
        if code is not None and self.closed.code is not None:
            assert self.closed.code == code, self._report(f"closed with {self.closed}")
        return self.closed

    def check(self) -> None:
        """Raise what was seen on the wire and is against the contract."""
        if self._violation:
            raise self._violation

    def _send(self, event: str, data: Any, number: int | None, broken: bool) -> None:
        if not broken:
            spec.validate(self.scenario, "send", event, data)
        self._note(">>", event, data, number)
        self._transmit(event, data, number)

    def _inspect(self, check: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Check what arrived; a violation is raised by whatever the test does next."""
        try:
            return check(*args, **kwargs)
        except spec.ContractViolation as violation:
            with self._changed:
                self._violation = self._violation or violation
                self._changed.notify_all()
            return None

    def _arrived(self, event: str, data: Any) -> None:
        """Take an event from the connection's own thread."""
        self._note("<<", event, data)
        with self._changed:
            self._inbox.append((event, data))
            self._seen.append((event, data))
            self._changed.notify_all()

    def _acknowledged(self, number: int, data: Any) -> None:
        """Take an acknowledgement from the connection's own thread."""
        self._note("<<", "ack", data, number)
        with self._changed:
            self._acks[number] = data
            self._changed.notify_all()

    def _ended(self, code: int | None, reason: str) -> None:
        """Take the end of the connection from the connection's own thread."""
        self._note("--", f"closed {code} {reason}")
        with self._changed:
            self.closed = self.closed or Closed(code, reason)
            self._changed.notify_all()

    def _wait(self, done: Callable[[], bool], what: str, timeout: float = TIMEOUT) -> None:
        """Wait until `done`; give up when time or the connection ends."""
        with self._changed:
            self._changed.wait_for(lambda: done() or self.closed or self._violation, timeout)
            self.check()
            if not done():
                why = f"{self.closed}" if self.closed else f"nothing for {timeout:g} s"
                raise AssertionError(self._report(f"waited for {what}: {why}"))

    def _report(self, what: str) -> str:
        return "\n".join([f"{self.scenario}: {what}", *self.log[-20:]])

    def _note(self, arrow: str, event: str, data: Any = None, number: int | None = None) -> None:
        seconds = time.monotonic() - self._began
        text = "" if data is None else repr(data)
        if len(text) > LOGGED:
            text = f"{text[:LOGGED]}... ({len(text)} characters)"
        ack = "" if number is None else f"#{number} "
        self.log.append(f"{seconds:8.3f} {arrow} {ack}{event} {text}")

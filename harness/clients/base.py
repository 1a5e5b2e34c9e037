"""What both clients share: an inbox, acknowledgements, a log, and the contract's checks."""

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
"""Seconds after which a test that waits for an event fails."""

LOGGED = 200
"""How many characters of a message the log shows."""


class ContractFailure(Exception):
    """The server answered a message with an error."""

    def __init__(self, error: Mapping[str, str]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]
        self.message = error["message"]


class Rejected(Exception):
    """The server rejected the handshake, with this HTTP status."""

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
    """The path of a scenario's WebSocket."""
    rejection: ClassVar[int]
    """The HTTP status with which a server rejects a foreign origin."""

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
        """Close the connection, and wait until it has ended."""

    @abstractmethod
    def _transmit(self, event: str, data: Any, number: int | None) -> None:
        """Send a message. A number asks for an acknowledgement."""

    @abstractmethod
    def size(self, event: str, data: Any, number: int | None) -> int:
        """Return a message's size in bytes, as the limits count it."""

    def pad(self, event: str, data: dict[str, Any], size: int, *, ack: bool) -> dict[str, Any]:
        """Return `data` with an unknown field, so that the next message has `size` bytes."""
        number = self._last_id + 1 if ack else None
        unpadded = self.size(event, {**data, "padding": ""}, number)
        return {**data, "padding": "x" * (size - unpadded)}

    def emit(self, event: str, data: Any = None, *, broken: bool = False) -> None:
        """Send a message without acknowledgement. A `broken` one is not checked."""
        self._send(event, data, None, broken)

    def call(self, event: str, data: Any = None, *, broken: bool = False) -> dict[str, Any]:
        """Send a message and return its acknowledgement, or raise its `ContractFailure`."""
        self._last_id += 1
        number = self._last_id
        self._send(event, data, number, broken)
        ack = self.acknowledgement(number)
        spec.validate_ack(self.scenario, event, ack)
        if not ack["ok"]:
            raise ContractFailure(ack["error"])
        return dict(ack)

    def acknowledgement(self, number: int) -> Any:
        """Wait for the acknowledgement with this number, and return it."""
        self._wait(lambda: number in self._acks, f"acknowledgement #{number}")
        return self._acks.pop(number)

    def expect(
        self, event: str, where: Callable[[Any], bool] = lambda data: True, timeout: float = TIMEOUT
    ) -> Any:
        """Wait for the next event of this name, and return its data. Return each event once."""

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
        """Return the data of every event of this name so far, in order of arrival."""
        with self._changed:
            return [data for name, data in self._seen if name == event]

    def expect_closed(self, code: int | None = None) -> Closed:
        """Wait until the server ends the connection, and check the close code if there is one."""
        self._wait(lambda: self.closed is not None, "the end of the connection")
        assert self.closed is not None
        if code is not None and self.closed.code is not None:
            assert self.closed.code == code, self._report(f"closed with {self.closed}")
        return self.closed

    def check(self) -> None:
        """Raise the first violation of the contract in what has arrived."""
        if self._violation:
            raise self._violation

    def _send(self, event: str, data: Any, number: int | None, broken: bool) -> None:
        if not broken:
            spec.validate(self.scenario, "send", event, data)
        self._note(">>", event, data, number)
        self._transmit(event, data, number)

    def _inspect(self, check: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Check what arrived. The test's next call raises the error for a violation."""
        try:
            return check(*args, **kwargs)
        except spec.ContractViolation as violation:
            with self._changed:
                self._violation = self._violation or violation
                self._changed.notify_all()
            return None

    def _arrived(self, event: str, data: Any) -> None:
        """Handle an event; called in the connection's thread."""
        self._note("<<", event, data)
        with self._changed:
            self._inbox.append((event, data))
            self._seen.append((event, data))
            self._changed.notify_all()

    def _acknowledged(self, number: int, data: Any) -> None:
        """Handle an acknowledgement; called in the connection's thread."""
        self._note("<<", "ack", data, number)
        with self._changed:
            self._acks[number] = data
            self._changed.notify_all()

    def _ended(self, code: int | None, reason: str) -> None:
        """Handle the end of the connection; called in the connection's thread."""
        self._note("--", f"closed {code} {reason}")
        with self._changed:
            self.closed = self.closed or Closed(code, reason)
            self._changed.notify_all()

    def _wait(self, done: Callable[[], bool], what: str, timeout: float = TIMEOUT) -> None:
        """Wait until `done`, a timeout, or the end of the connection."""
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

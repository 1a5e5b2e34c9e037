"""What the four sockets share: who is behind a connection, its limits, the contract's envelope."""

from typing import Any, ClassVar

from flask import abort, current_app, request, session
from gevent.event import Event

from ..shared.contract import (
    MESSAGE_BYTES_MAX,
    Code,
    ContractError,
    Person,
    encode_ack,
    encode_event,
    encode_failure,
    parse_frame,
)
from .protocol import Connection


class Scenario(Connection):
    """One WebSocket, known to the others of its scenario while it is open.

    Made in a view: the request's environ, session and configuration are at hand there.
    """

    message_bytes_max = MESSAGE_BYTES_MAX

    def __init__(self, clients: set[Any]) -> None:
        if "wsgi.websocket" not in request.environ:
            abort(400, "this server has no gevent-websocket, or this is no WebSocket handshake")
        super().__init__(
            request.environ,
            message_max=self.message_bytes_max,
            heartbeat=current_app.config["HEARTBEAT"],
        )
        self.person = Person.of(session)
        self.clients = clients
        self.over = Event()

    def run(self) -> str:
        """Answer messages until the connection is over; return the view's empty response."""
        self.clients.add(self)
        try:
            while (message := self.receive()) is not None:
                self.on_message(message)
        except Exception:
            # A fault of ours: this client is told so, and Flask logs it.
            self.close(1011, "internal error")
            self.receive()
            raise
        finally:
            self.clients.discard(self)
            self.on_close()
            self.over.set()
        return ""

    def on_message(self, message: str | bytearray) -> None:
        """Handle a message."""
        raise NotImplementedError

    def on_close(self) -> None:
        """Clean up after the connection."""


class JSONScenario(Scenario):
    """A WebSocket that speaks the contract's envelope.

    A subclass names its events and has a method for each, which takes the message's data and
    returns the acknowledgement's.
    """

    events: ClassVar[tuple[str, ...]] = ()

    def on_message(self, message: str | bytearray) -> None:
        """Answer one message."""
        if not isinstance(message, str):
            self.close(1003, "text frames only")
            return
        wanted = None
        try:
            wanted = parse_frame(message)
            if wanted.event not in self.events:
                raise ContractError(Code.UNKNOWN_EVENT, f"no event {wanted.event[:40]!r} here")
            ack = getattr(self, wanted.event)(wanted.data)
        except ContractError as error:
            self.send(encode_failure(wanted, error))
            return
        if (answer := encode_ack(wanted, ack)) is not None:
            self.send(answer)

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Tell this client of an event."""
        self.send(encode_event(event, data))

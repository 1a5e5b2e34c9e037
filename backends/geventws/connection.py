"""What the four sockets share: who is behind a connection, its limits, the contract's envelope."""

from typing import Any, ClassVar

from flask import abort, current_app, request, session
from gevent.event import Event

from ..shared.contract import MESSAGE_BYTES_MAX, Person, answer, encode_event
from .protocol import StrictWebSocket


class Connection(StrictWebSocket):
    """A WebSocket that is in its scenario's set of clients while it is open.

    Create it in a view: it needs Flask's request, session and configuration.
    """

    message_bytes_max = MESSAGE_BYTES_MAX

    def __init__(self, clients: set[Any]) -> None:
        if "wsgi.websocket" not in request.environ:
            abort(400, "not a WebSocket handshake, or the server has no gevent-websocket")
        super().__init__(
            request.environ,
            message_max=self.message_bytes_max,
            heartbeat=current_app.config["HEARTBEAT"],
        )
        self.person = Person.of(session)
        self.clients = clients
        self.ended = Event()

    def run(self) -> str:
        """Handle messages until the connection ends; return the view's empty response."""
        self.clients.add(self)
        try:
            while (message := self.receive()) is not None:
                self.on_message(message)
        except Exception:
            # A handler failed. Flask logs it; this client gets a close code.
            self.close(1011, "internal error")
            self.receive()
            raise
        finally:
            self.clients.discard(self)
            self.on_close()
            self.ended.set()
        return ""

    def on_message(self, message: str | bytearray) -> None:
        """Handle a message."""
        raise NotImplementedError

    def on_close(self) -> None:
        """Clean up after the connection."""


class JSONConnection(Connection):
    """A WebSocket that speaks the contract's envelope.

    A subclass lists its events and has a method for each, which takes the message's data and
    returns the data of the acknowledgement.
    """

    events: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clients: set[Any]) -> None:
        super().__init__(clients)
        self.handlers = {event: getattr(self, event) for event in self.events}

    def on_message(self, message: str | bytearray) -> None:
        """Answer a message."""
        if not isinstance(message, str):
            self.close(1003, "text frames only")
        elif (reply := answer(message, self.handlers)) is not None:
            self.send(reply)

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Send this client an event."""
        self.send(encode_event(event, data))

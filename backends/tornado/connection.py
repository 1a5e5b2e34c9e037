"""What the four sockets share: who is behind a connection, its send queue, its heartbeat.

Sending never waits. A message is written at once if the kernel takes it. If not, later messages
wait in the client's send queue, so a full kernel buffer holds up that client and nobody else. A
client whose send queue is full is closed with 1013 (try again later).
"""

import asyncio
import json
from base64 import b64decode
from collections import deque
from typing import Any, ClassVar

from tornado.websocket import WebSocketClosedError, WebSocketHandler, WebSocketProtocol13

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
from .protocol import StrictProtocol
from .session import COOKIE

SEND_QUEUE_MAX = 4 * 1024 * 1024
"""Bytes that may wait for one client: more than the longest message a room can answer with."""


class Connection(WebSocketHandler):
    """One WebSocket, known to the others of its scenario while it is open."""

    message_bytes_max = MESSAGE_BYTES_MAX

    def initialize(self, clients: set[Any]) -> None:
        """Take the set of this scenario's open connections, in which this one will be."""
        self.clients = clients
        self.closed = asyncio.Event()

    @property
    def max_message_size(self) -> int:
        """Bytes; Tornado closes with 1009 where a message is larger."""
        return self.message_bytes_max

    def prepare(self) -> None:
        """Refuse a handshake that Tornado would take: RFC 6455, 4.2.1."""
        try:
            key = b64decode(self.request.headers.get("Sec-WebSocket-Key", ""), validate=True)
        except ValueError:
            key = b""
        if len(key) != 16 or self.request.version != "HTTP/1.1":
            self.set_status(400)
            self.finish("no WebSocket handshake")

    def get_websocket_protocol(self) -> StrictProtocol | None:
        """Return the protocol that has been asked for, in its strict form."""
        protocol = super().get_websocket_protocol()
        if not isinstance(protocol, WebSocketProtocol13):
            return None  # a version of the protocol that Tornado does not speak
        return StrictProtocol(self, mask_outgoing=False, params=protocol.params)

    def open(self, *args: str, **kwargs: str) -> None:
        """Find out who this is, and start to expect signs of life."""
        cookie = self.get_signed_cookie(COOKIE)
        self.person = Person.of(json.loads(cookie) if cookie else None)
        # Off again since the handshake: an event and the acknowledgement right behind it would be
        # 40 ms apart, because Nagle's algorithm holds the second back until the first is confirmed.
        self.set_nodelay(True)
        self.clients.add(self)
        self._expect_pong()

    def on_pong(self, data: bytes) -> None:
        """Be content for another two heartbeats."""
        self._vanished.cancel()
        self._expect_pong()

    def on_close(self) -> None:
        """Be gone for the others."""
        if hasattr(self, "_vanished"):
            self._vanished.cancel()
        self.clients.discard(self)
        self.closed.set()

    def _expect_pong(self) -> None:
        heartbeat = self.settings["websocket_ping_interval"]
        self._vanished = asyncio.get_running_loop().call_later(2 * heartbeat, self.abort)

    def log_exception(self, *error: Any) -> None:
        """Log a fault of ours, and tell this client of it: Tornado only cuts the connection."""
        super().log_exception(*error)
        self.close(1011, "internal error")

    def abort(self) -> None:
        """Drop a client that does not answer, without a closing handshake that it cannot do."""
        if self.ws_connection and self.ws_connection.stream:
            self.ws_connection.stream.close()


class JSONConnection(Connection):
    """A WebSocket that speaks the contract's envelope.

    A subclass names its events and has a method for each, which takes the message's data and
    returns the acknowledgement's.
    """

    events: ClassVar[tuple[str, ...]] = ()

    def initialize(self, clients: set[Any]) -> None:
        """Start with an empty send queue."""
        super().initialize(clients)
        self._send_queue: deque[bytes] = deque()  # the first is being written
        self._queued_bytes = 0

    def on_message(self, frame: str | bytes) -> None:
        """Answer one message."""
        if self.ws_connection is None:
            return  # closed already; what the client had sent by then no longer counts
        if isinstance(frame, bytes):
            self.close(1003, "text frames only")
            return
        request = None
        try:
            request = parse_frame(frame)
            if request.event not in self.events:
                raise ContractError(Code.UNKNOWN_EVENT, f"no event {request.event[:40]!r} here")
            ack = getattr(self, request.event)(request.data)
        except ContractError as error:
            self.send_frame(encode_failure(request, error).encode())
            return
        if (answer := encode_ack(request, ack)) is not None:
            self.send_frame(answer.encode())

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Tell this client of an event."""
        self.send_frame(encode_event(event, data).encode())

    def send_frame(self, frame: bytes) -> None:
        """Send an encoded message, after those in the send queue if there are any; never waits."""
        if self.ws_connection is None:
            return
        if not self._send_queue and self._write(frame):
            return
        self._send_queue.append(frame)
        self._queued_bytes += len(frame)
        if self._queued_bytes > SEND_QUEUE_MAX:
            self._send_queue.clear()
            self.clients.discard(self)
            self.close(1013, "client reads too slowly")

    def _write(self, frame: bytes) -> bool:
        """Write a message; tell whether that is all there is to it, as the kernel has taken it.

        Awaiting each message in a task of each client would read nicer, but cost a broadcast more.
        """
        stream = self.ws_connection.stream if self.ws_connection else None
        try:
            written = self.write_message(frame)  # bytes are text here, unless binary=True
        except WebSocketClosedError:
            return True
        if stream and (stream.writing() or stream.closed()):
            written.add_done_callback(self._written)
            return False
        return True

    def _written(self, written: "asyncio.Future[None]") -> None:
        """Go on with the send queue, whose first message the kernel has taken at last."""
        if written.exception() is not None:
            return  # on_close follows
        while self._send_queue and self.ws_connection is not None:
            self._queued_bytes -= len(self._send_queue.popleft())
            if self._send_queue and not self._write(self._send_queue[0]):
                return

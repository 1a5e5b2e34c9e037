"""What the four sockets share: who is behind a connection, its send queue, its heartbeat.

Sending never waits. If the kernel does not accept a message at once, later messages wait in the
client's send queue, so a slow client delays no other. When the queue is full, the server closes the
connection with 1013 (try again later).
"""

import asyncio
import json
from base64 import b64decode
from collections import deque
from typing import Any, ClassVar

from tornado.websocket import WebSocketClosedError, WebSocketHandler, WebSocketProtocol13

from ..shared.contract import MESSAGE_BYTES_MAX, Person, answer, encode_event
from .protocol import StrictProtocol
from .session import COOKIE

SEND_QUEUE_MAX = 4 * 1024 * 1024
"""Bytes that may wait for a client: more than the longest message that a room can send."""


class Connection(WebSocketHandler):
    """A WebSocket that is in its scenario's set of clients while it is open."""

    message_bytes_max = MESSAGE_BYTES_MAX

    def initialize(self, clients: set[Any]) -> None:
        """Keep the set of this scenario's open connections."""
        self.clients = clients
        self.ended = asyncio.Event()
        self._pong_timeout: asyncio.TimerHandle | None = None

    @property
    def max_message_size(self) -> int:
        """Bytes; Tornado answers a larger message with close code 1009."""
        return self.message_bytes_max

    def prepare(self) -> None:
        """Reject a handshake that Tornado accepts and RFC 6455 (4.2.1) does not."""
        try:
            key = b64decode(self.request.headers.get("Sec-WebSocket-Key", ""), validate=True)
        except ValueError:
            key = b""
        if len(key) != 16 or self.request.version != "HTTP/1.1":
            self.set_status(400)
            self.finish("no WebSocket handshake")

    def get_websocket_protocol(self) -> StrictProtocol | None:
        """Return the strict version of the protocol that the client asks for."""
        protocol = super().get_websocket_protocol()
        if not isinstance(protocol, WebSocketProtocol13):
            return None  # a version that Tornado does not support
        return StrictProtocol(self, mask_outgoing=False, params=protocol.params)

    def open(self, *args: str, **kwargs: str) -> None:
        """Find out who this is, join the scenario's clients and start the pong timeout."""
        cookie = self.get_signed_cookie(COOKIE)
        self.person = Person.of(json.loads(cookie) if cookie else None)
        # The handshake has switched Nagle's algorithm on again. It holds a small message back until
        # the client has confirmed the one before it: an acknowledgement right after an event would
        # arrive 40 ms late.
        self.set_nodelay(True)
        self.clients.add(self)
        self._reset_pong_timeout()

    def on_pong(self, data: bytes) -> None:
        """Reset the pong timeout."""
        self._reset_pong_timeout()

    def on_close(self) -> None:
        """Clean up after the connection."""
        if self._pong_timeout:
            self._pong_timeout.cancel()
        self.clients.discard(self)
        self.ended.set()

    def _reset_pong_timeout(self) -> None:
        if self._pong_timeout:
            self._pong_timeout.cancel()
        heartbeat = self.settings["websocket_ping_interval"]
        self._pong_timeout = asyncio.get_running_loop().call_later(2 * heartbeat, self.abort)

    def log_exception(self, *error: Any) -> None:
        """Log a failed handler, and tell the client: Tornado itself only drops the connection."""
        super().log_exception(*error)
        self.close(1011, "internal error")

    def abort(self) -> None:
        """Drop the connection without a closing handshake, which needs an answer."""
        if self.ws_connection and self.ws_connection.stream:
            self.ws_connection.stream.close()


class JSONConnection(Connection):
    """A WebSocket that speaks the contract's envelope.

    A subclass lists its events and has a method for each, which takes the message's data and
    returns the data of the acknowledgement.
    """

    events: ClassVar[tuple[str, ...]] = ()

    def initialize(self, clients: set[Any]) -> None:
        """Keep the set of this scenario's open connections."""
        super().initialize(clients)
        self.handlers = {event: getattr(self, event) for event in self.events}
        self._send_queue: deque[bytes] = deque()  # the first is being written
        self._queued_bytes = 0

    def on_message(self, message: str | bytes) -> None:
        """Answer a message."""
        if self.ws_connection is None:
            return  # closed: ignore what the client sent before it noticed
        if isinstance(message, bytes):
            self.close(1003, "text frames only")
        elif (reply := answer(message, self.handlers)) is not None:
            self.send_encoded(reply.encode())

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Send this client an event."""
        self.send_encoded(encode_event(event, data).encode())

    def send_encoded(self, message: bytes) -> None:
        """Send an encoded message, after those in the send queue. Never waits."""
        if self.ws_connection is None:
            return
        if not self._send_queue and self._write(message):
            return
        self._send_queue.append(message)
        self._queued_bytes += len(message)
        if self._queued_bytes > SEND_QUEUE_MAX:
            self._send_queue.clear()
            self.clients.discard(self)
            self.close(1013, "client reads too slowly")

    def _write(self, message: bytes) -> bool:
        """Write a message; return whether the kernel has accepted all of it.

        A task for each client that awaits each message would be simpler, but a broadcast would take
        longer.
        """
        stream = self.ws_connection.stream if self.ws_connection else None
        try:
            written = self.write_message(message)  # sent as text, since binary=False
        except WebSocketClosedError:
            return True
        if stream and (stream.writing() or stream.closed()):
            written.add_done_callback(self._written)
            return False
        return True

    def _written(self, written: "asyncio.Future[None]") -> None:
        """Continue with the send queue: the kernel has accepted its first message."""
        if written.exception() is not None:
            return  # on_close follows
        while self._send_queue and self.ws_connection is not None:
            self._queued_bytes -= len(self._send_queue.popleft())
            if self._send_queue and not self._write(self._send_queue[0]):
                return

"""Bounds what waits for each client, and ends those who do not read.

Engine.IO gives every client a queue without a bound, and a thread that is stuck in `send` while the
client's TCP window is closed: one phone in a tunnel, and the server's memory grows with every
broadcast. Here a queue that grows over its bound ends its client instead. The TCP connection has to
be shut down under the stuck thread; nothing that Engine.IO offers reaches it there.
"""

import contextlib
import errno
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from engineio.exceptions import SocketIsClosedError
from engineio.packet import CLOSE, Packet
from flask_socketio import SocketIO

SEND_QUEUE_MAX = 4 * 1024 * 1024
"""Characters that may wait for one client: more than the longest message a room can answer with."""

CONNECTION = "rosetta.connection"
"""The key in a WSGI environ that tells one WebSocket's from another's; it survives copying."""

CLOSE_SECONDS = 1
"""How long a stop waits for clients that were told to go, and again for those that it closes."""


class SendQueues:
    """The queues of all clients; also a WSGI middleware that sees their WebSockets come and go."""

    def __init__(self, socketio: SocketIO, wsgi_app: Callable[..., Iterable[bytes]]) -> None:
        self.socketio = socketio
        self.server = socketio.server
        self.wsgi_app = wsgi_app
        self.upgrades: dict[str, dict[str, Any]] = {}  # Engine.IO sid -> environ of its WebSocket
        self.idle = threading.Condition()
        self.open = 0
        self.queue_class = bounded(type(self.server.eio.create_queue()), self.overflow)
        self.server.eio.create_queue = self.queue_class

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass a request on; a WebSocket's lasts as long as the connection."""
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return self.wsgi_app(environ, start_response)
        # A client that comes from long polling says who it is; another gets its sid only now, and
        # the server keeps its environ.
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        self.upgrades[sid] = environ
        environ[CONNECTION] = connection = object()
        with self.idle:
            self.open += 1
        try:
            return self.wsgi_app(environ, start_response)
        except (ValueError, RecursionError) as error:
            # A frame that is no packet of Engine.IO's: it raises, and leaves the client open.
            for client in list(self.server.eio.sockets.values()):
                if self.environ_of(client).get(CONNECTION) is connection:
                    client.close(wait=False, abort=True)
            raise ConnectionResetError(errno.ECONNRESET, "not an Engine.IO packet") from error
        finally:
            self.upgrades.pop(sid, None)
            with self.idle:
                self.open -= 1
                self.idle.notify_all()

    def overflow(self, queue: Any) -> None:
        """End the client whose queue this is, in a task: its disconnect handlers may take locks."""
        self.socketio.start_background_task(self.end, queue)

    def end(self, queue: Any) -> None:
        """Shut a client's connection down and forget it."""
        for client in list(self.server.eio.sockets.values()):
            if client.queue is queue:
                shut_down(self.environ_of(client))
                client.close(wait=False, abort=True)

    def environ_of(self, client: Any) -> dict[str, Any]:
        """Return the WSGI environ of a client's connection."""
        environ: dict[str, Any] = self.upgrades.get(client.sid) or self.server.environ.get(
            client.sid, {}
        )
        return environ

    def close(self) -> None:
        """Tell every client that the server goes away; close those who have not gone by then.

        Who is told hangs up. Closed from here at that very moment, simple-websocket's reader has
        closed the socket that Engine.IO's writer still writes to: OSError, Bad file descriptor.
        """
        for client in list(self.server.eio.sockets.values()):
            with contextlib.suppress(SocketIsClosedError):  # the client was faster
                client.send(Packet(CLOSE))
        if not self.wait_until_idle():
            for client in list(self.server.eio.sockets.values()):
                client.close(wait=False)
            self.wait_until_idle()

    def wait_until_idle(self) -> bool:
        """Wait until no WebSocket is open; say no if that takes too long."""
        with self.idle:
            return self.idle.wait_for(lambda: self.open == 0, timeout=CLOSE_SECONDS)


def bounded(queue_class: type, overflow: Callable[[Any], None]) -> type:
    """Return a queue class of the async mode's kind that drops packets rather than grow."""

    class SendQueue(queue_class):  # type: ignore[misc]
        """A queue that counts the characters in it."""

        size = 0
        full = False

        def put(self, packet: Any, *args: Any, **kwargs: Any) -> None:
            """Add a packet, or None, which ends the writer."""
            if packet is None or not self.full:
                super().put(packet, *args, **kwargs)

        # Queues keep their lock while they call these two: no other is needed to count.

        def _put(self, packet: Any) -> None:
            super()._put(packet)
            self.size += weight(packet)
            if self.size > SEND_QUEUE_MAX and not self.full:
                self.full = True
                overflow(self)

        def _get(self) -> Any:
            packet = super()._get()
            self.size -= weight(packet)
            return packet

    return SendQueue


def weight(packet: Any) -> int:
    """Return the length of an Engine.IO packet's payload."""
    data = getattr(packet, "data", None)
    return len(data) if isinstance(data, (str, bytes)) else 0


def shut_down(environ: dict[str, Any]) -> None:
    """Shut down the TCP connection behind a WSGI environ; each server has it somewhere else."""
    connection = environ.get("werkzeug.socket") or environ.get("gunicorn.socket")
    if "wsgi.websocket" in environ:
        connection = environ["wsgi.websocket"].handler.socket
    elif "eventlet.input" in environ:
        connection = environ["eventlet.input"].get_socket()
    if connection is not None:
        with contextlib.suppress(OSError):  # the client was faster
            connection.shutdown(socket.SHUT_RDWR)

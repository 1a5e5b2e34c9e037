"""Limits each client's send queue, and disconnects clients that do not read.

Engine.IO's queues have no limit, and its writer thread blocks in `send` while the client's TCP
window is closed: a single phone that has lost its network makes the server's memory grow with every
broadcast. This module disconnects a client when its queue is full. It shuts down the TCP
connection, because nothing in Engine.IO can interrupt the blocked thread.
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
"""Characters that may wait for one client: more than the longest message that a room can send."""

CONNECTION = "rosetta.connection"
"""The key in a WSGI environ that identifies the WebSocket. Copies of the environ keep it."""

CLOSE_SECONDS = 1
"""How long a stop waits for clients to disconnect, and again for the connections that it closes."""


class SendQueues:
    """The send queues of all clients, and a WSGI middleware that counts the open WebSockets."""

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
        """Pass on a request. A WebSocket's request lasts as long as the connection."""
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return self.wsgi_app(environ, start_response)
        # A client that upgrades from long polling sends its sid. Any other client gets its sid
        # during this request, and python-socketio keeps its environ.
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        self.upgrades[sid] = environ
        environ[CONNECTION] = connection = object()
        with self.idle:
            self.open += 1
        try:
            return self.wsgi_app(environ, start_response)
        except (ValueError, RecursionError) as error:
            # Not an Engine.IO packet. Engine.IO raises an error and keeps the client open.
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
        """Disconnect a queue's client, in a background task because its handlers take a lock."""
        self.socketio.start_background_task(self.end, queue)

    def end(self, queue: Any) -> None:
        """Shut down the connection of a queue's client, and forget the client."""
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
        """Tell every client that the server is stopping, then close the remaining connections.

        Most clients disconnect when they are told.
        """
        for client in list(self.server.eio.sockets.values()):
            with contextlib.suppress(SocketIsClosedError):  # the client has just left
                client.send(Packet(CLOSE))
        if not self.wait_until_idle():
            for client in list(self.server.eio.sockets.values()):
                with contextlib.suppress(SocketIsClosedError):
                    client.close(wait=False)
            self.wait_until_idle()

    def wait_until_idle(self) -> bool:
        """Wait until no WebSocket is open; return False if that takes too long."""
        with self.idle:
            return self.idle.wait_for(lambda: self.open == 0, timeout=CLOSE_SECONDS)


def bounded(queue_class: type, overflow: Callable[[Any], None]) -> type:
    """Return a subclass of an async mode's queue that drops packets when it is full."""

    class SendQueue(queue_class):  # type: ignore[misc]
        """A queue that counts the characters in it."""

        size = 0
        full = False

        def put(self, packet: Any, *args: Any, **kwargs: Any) -> None:
            """Add a packet, or None to end the writer."""
            if packet is None or not self.full:
                super().put(packet, *args, **kwargs)

        # A queue holds its lock while it calls these two methods, so counting needs no other lock.

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
    """Shut down the TCP connection of a WSGI environ. Each server keeps it in a different place."""
    connection = environ.get("werkzeug.socket") or environ.get("gunicorn.socket")
    if "wsgi.websocket" in environ:
        connection = environ["wsgi.websocket"].handler.socket
    elif "eventlet.input" in environ:
        connection = environ["eventlet.input"].get_socket()
    if connection is not None:
        with contextlib.suppress(OSError):  # the client has closed it
            connection.shutdown(socket.SHUT_RDWR)

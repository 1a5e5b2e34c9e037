"""Handles clients that leave at a bad moment: no other client notices, and nothing is logged.

python-engineio 4.15.1 expects a client to leave only while the server reads from it. If a client
leaves at another moment, an error is raised in a place that does not handle it:

- Engine.IO's writer thread closes a WebSocket that simple-websocket's reader thread is closing:
  `OSError: [Errno 9] Bad file descriptor` in the log.
- The server answers the probe of a client that is upgrading from long polling to a WebSocket and
  has gone: the WSGI application raises the error, and the client's polls stay empty for ever.
- The server answers the handshake of a client that has reset the connection.
- `emit()` reaches a client that another thread closes at that moment: `SocketIsClosedError`, and
  the clients that come after it in the room get nothing.
- Two threads forget the same client: KeyError.
- A client on long polling closes its session while its next poll is on the way, on another TCP
  connection. The poll gets status 400, which browsers print in the console. A POST that comes too
  late is a KeyError and status 500.

Engine.IO has no public setting for its WebSocket class: `_async` is private.
"""

import contextlib
import errno
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from engineio import Server
from engineio.exceptions import SocketIsClosedError

GONE: list[type[Exception]] = [OSError]
"""Exceptions that the installed WebSocket libraries raise when the client has gone."""

with contextlib.suppress(ImportError):
    from simple_websocket import ConnectionClosed
    from wsproto.utilities import LocalProtocolError

    GONE += [ConnectionClosed, LocalProtocolError]
with contextlib.suppress(ImportError):
    from geventwebsocket.exceptions import WebSocketError

    GONE.append(WebSocketError)


class Connection:
    """A WebSocket with the methods that Engine.IO uses. It may be closed more than once."""

    def __init__(self, websocket: Any) -> None:
        self.websocket = websocket
        self.gone = False

    def __getattr__(self, name: str) -> Any:
        """Return any other attribute, such as the socket, on which Engine.IO sets a timeout."""
        return getattr(self.websocket, name)

    def wait(self) -> str | bytes | None:
        """Return the next message, or None if the client has gone."""
        message: str | bytes | None = None
        with contextlib.suppress(*GONE):
            message = self.websocket.wait()
        self.gone = message is None
        return message

    def send(self, message: str | bytes) -> None:
        """Send a message, or raise an error, which ends Engine.IO's writer."""
        try:
            self.websocket.send(message)
        except ConnectionError:
            self.gone = True
            raise

    def close(self) -> None:
        """Close the connection, unless the client has closed it.

        If it has, `wait` returns None soon. Closing the connection again under eventlet would close
        the socket that `wait` reads from, and `wait` would return only after its timeout.
        """
        if not self.gone:
            with contextlib.suppress(*GONE):
                self.websocket.close()


class Sockets(dict[str, Any]):
    """Engine.IO's clients by sid. Several threads may remove the same one."""

    def __init__(self) -> None:
        super().__init__()
        self.removed: deque[str] = deque(maxlen=1000)

    def __delitem__(self, sid: str) -> None:
        self.pop(sid, None)
        self.removed.append(sid)

    def has_closed(self, sid: str) -> bool:
        """Tell whether the client with this sid has disconnected recently."""
        client = self.get(sid)
        return client.closed if client else sid in self.removed


class LateRequests:
    """WSGI middleware for long polling: answers requests of sessions that have just ended."""

    def __init__(self, engine: Server, wsgi_app: Callable[..., Iterable[bytes]]) -> None:
        self.engine = engine
        self.wsgi_app = wsgi_app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a late poll with Engine.IO's CLOSE packet, and a late POST with status 400."""
        query = parse_qs(environ.get("QUERY_STRING", ""))
        if environ["PATH_INFO"] != "/socket.io/" or query.get("transport") != ["polling"]:
            return self.wsgi_app(environ, start_response)
        sid = query.get("sid", [""])[0]
        late = False

        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            nonlocal late
            late = (
                status.startswith("400")
                and environ["REQUEST_METHOD"] == "GET"
                and self.engine.sockets.has_closed(sid)
            )
            return start_response("200 OK" if late else status, headers)

        try:
            body = self.wsgi_app(environ, start)
        except KeyError:
            if not self.engine.sockets.has_closed(sid):
                raise
            start_response("400 BAD REQUEST", [("Content-Type", "text/plain")])
            return [b"The session has ended"]
        return [b"1"] if late else body


def tolerate(engine: Server) -> None:
    """Make an Engine.IO server tolerate clients that leave at any moment."""
    engine.sockets = Sockets()
    engine._async = {**engine._async, "websocket": tolerant(engine._async["websocket"])}
    engine.send_packet = unless_closed(engine.send_packet)
    start = engine.start_background_task

    def start_background_task(target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Start a task, such as Engine.IO's ping."""
        return start(unless_closed(target), *args, **kwargs)

    engine.start_background_task = start_background_task


def tolerant(websocket_class: Any) -> type:
    """Return a subclass of an async mode's WebSocket class that uses `Connection`."""

    class WebSocket(websocket_class):  # type: ignore[misc]
        """The WSGI application that answers one handshake and serves the WebSocket."""

        def __init__(self, handler: Callable[[Any], Any], server: Server) -> None:
            def handle(websocket: Any) -> Any:
                try:
                    return handler(Connection(websocket))
                except tuple(GONE):
                    # The answer to the probe failed: Engine.IO handles errors everywhere else.
                    # The client's polls get no packets until the upgrade is marked as over.
                    handler.__self__.upgrading = False  # type: ignore[attr-defined]
                    return []

            super().__init__(handle, server)

        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            """Serve one WebSocket."""
            try:
                answer: Iterable[bytes] = super().__call__(environ, start_response)
            except tuple(GONE) as error:  # during the handshake
                # Every server understands this as a client that has gone, and logs nothing.
                raise ConnectionResetError(errno.ECONNRESET, "the client has gone") from error
            return answer

    return WebSocket


def unless_closed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function that sends to a client: ignore the error if the client has gone."""

    def call(*args: Any, **kwargs: Any) -> Any:
        with contextlib.suppress(SocketIsClosedError):
            return function(*args, **kwargs)

    return call

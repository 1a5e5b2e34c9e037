"""Keeps a client's departure out of everybody else's way, and out of the log.

python-engineio 4.15.1 expects a client to leave while the server reads from it. A client that
leaves at another moment raises an error in a place that does not expect one:

- Engine.IO's writer thread closes a WebSocket that simple-websocket's reader thread is closing:
  `OSError: [Errno 9] Bad file descriptor` in the log.
- The server answers the probe of a client that changes from long polling to a WebSocket and has
  gone: the error leaves the WSGI application, and the client's polls stay empty for ever.
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
"""What the WebSocket libraries raise when the client has gone. An environment has one, or both."""

with contextlib.suppress(ImportError):
    from simple_websocket import ConnectionClosed
    from wsproto.utilities import LocalProtocolError

    GONE += [ConnectionClosed, LocalProtocolError]
with contextlib.suppress(ImportError):
    from geventwebsocket.exceptions import WebSocketError

    GONE.append(WebSocketError)


class Connection:
    """A WebSocket as Engine.IO uses it, which may be closed more than once."""

    def __init__(self, websocket: Any) -> None:
        self.websocket = websocket
        self.gone = False

    def __getattr__(self, name: str) -> Any:
        """Return anything else that Engine.IO looks for, such as the socket to set a timeout."""
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
        """Close the connection, unless the client has.

        Where it has, `wait` returns None soon. Under eventlet, `close` would make it wait for its
        timeout instead, because it closes the socket that `wait` reads from.
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
        """Tell whether this was a client's sid until a short time ago."""
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
    """Have an Engine.IO server tolerate clients that leave at any moment."""
    engine.sockets = Sockets()
    engine._async = {**engine._async, "websocket": tolerant(engine._async["websocket"])}
    engine.send_packet = unless_closed(engine.send_packet)
    start = engine.start_background_task

    def start_background_task(target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Start a task, such as Engine.IO's ping."""
        return start(unless_closed(target), *args, **kwargs)

    engine.start_background_task = start_background_task


def tolerant(websocket_class: Any) -> type:
    """Return a class like Engine.IO's for one async mode, whose connections are `Connection`s."""

    class WebSocket(websocket_class):  # type: ignore[misc]
        """The WSGI application that answers one handshake and serves the WebSocket."""

        def __init__(self, handler: Callable[[Any], Any], server: Server) -> None:
            def handle(websocket: Any) -> Any:
                try:
                    return handler(Connection(websocket))
                except tuple(GONE):
                    # The answer to the probe: Engine.IO expects errors everywhere else. The
                    # client's polls get packets again only if it is told that there is no upgrade.
                    handler.__self__.upgrading = False  # type: ignore[attr-defined]
                    return []

            super().__init__(handle, server)

        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            """Serve one WebSocket."""
            try:
                answer: Iterable[bytes] = super().__call__(environ, start_response)
            except tuple(GONE) as error:  # during the handshake
                # Every server takes this for a client that has gone, and logs nothing.
                raise ConnectionResetError(errno.ECONNRESET, "the client has gone") from error
            return answer

    return WebSocket


def unless_closed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function that sends to a client, so that a client that has gone is no error."""

    def call(*args: Any, **kwargs: Any) -> Any:
        with contextlib.suppress(SocketIsClosedError):
            return function(*args, **kwargs)

    return call

"""A WebSocket server that a test controls: it holds the server's end of each connection."""

import queue
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from harness.clients.base import TIMEOUT
from harness.proxy import hang_up


class ScriptedServer:
    """A WebSocket server that does nothing by itself. `accept` gives a test each connection."""

    def __init__(self, **options: Any) -> None:
        """Serve on a free port, with options of `websockets`."""
        self.rejecting = False
        self._accepted: queue.SimpleQueue[ServerConnection] = queue.SimpleQueue()
        self._over = threading.Event()
        defaults = {"process_request": self._admit, "ping_interval": None}
        self._server = serve(self._hold, "127.0.0.1", 0, **{**defaults, **options})
        # A small buffer of fixed size: the page soon notices that the server does not read.
        self._server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        address = f"127.0.0.1:{self._server.socket.getsockname()[1]}"
        self.url, self.ws = f"http://{address}", f"ws://{address}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def accept(self) -> ServerConnection:
        """Return the next connection; wait until a page opens it."""
        return self._accepted.get(timeout=TIMEOUT)

    def stop(self) -> None:
        """End every connection without a closing handshake, and stop serving."""
        for connection in self._server.connections:
            hang_up(connection.socket)
        self._over.set()
        self._server.shutdown()

    def _admit(self, connection: ServerConnection, _request: Request) -> Response | None:
        if self.rejecting:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "not now\n")
        return None

    def _hold(self, connection: ServerConnection) -> None:
        self._accepted.put(connection)
        self._over.wait()


Listen = Callable[..., ScriptedServer]
"""The fixture `listen`."""


def text(connection: ServerConnection) -> str:
    """Return the next message, which must be text."""
    message = connection.recv(timeout=TIMEOUT)
    assert isinstance(message, str)
    return message


def closing(connection: ServerConnection) -> tuple[int | None, str | None]:
    """Return the code and reason of the page's Close frame, which must come next."""
    with pytest.raises(ConnectionClosed):
        connection.recv(timeout=TIMEOUT)
    return connection.close_code, connection.close_reason


OPEN = """(url) => new Promise((resolve, reject) => {
    window.socket = new WebSocket(url);
    socket.onopen = () => resolve();
    socket.onerror = reject;
})"""
"""Opens a WebSocket in a page, as `window.socket`."""

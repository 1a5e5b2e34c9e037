"""Looks at a WebSocket handshake before gevent-websocket answers it."""

from base64 import b64decode
from typing import Any

from geventwebsocket.handler import WebSocketHandler


class OriginHandler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
    """Leaves to the application, as a plain request, what must not become a WebSocket.

    The library sends 101 to everybody before the application sees the request: to pages of any
    origin, and for any path. `application.accepts(environ)` is asked here; where it says no, the
    application runs without `wsgi.websocket` in its environ and answers 403 or 404.
    """

    def upgrade_websocket(self) -> Any:
        """Answer the handshake, if it is one that the application takes."""
        if not self.application.accepts(self.environ):
            return None
        if self.environ.get("HTTP_UPGRADE", "").lower() == "websocket" and not self.is_complete():
            self.start_response("400 Bad Request", [])
            return [b"no WebSocket handshake"]
        refusal = super().upgrade_websocket()
        # The library refuses with texts; WSGI takes bytes.
        return refusal and [line.encode() for line in refusal]

    def is_complete(self) -> bool:
        """Tell whether a handshake has what the library does not look for (RFC 6455, 4.2.1)."""
        try:
            key = b64decode(self.environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
        except ValueError:
            return False
        return len(key) == 16 and "HTTP_HOST" in self.environ and self.request_version == "HTTP/1.1"

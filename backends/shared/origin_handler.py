"""Checks a WebSocket handshake before gevent-websocket accepts it."""

from base64 import b64decode
from typing import Any

from geventwebsocket.handler import WebSocketHandler


class OriginHandler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
    """Passes a handshake that must be rejected to the application as a plain request.

    The library answers 101 before the application sees the request: to pages of any origin, and for
    any path. This handler asks `application.accepts(environ)` first. If it returns False, the
    application runs without `wsgi.websocket` in its environ and answers 403 or 404.
    """

    def upgrade_websocket(self) -> Any:
        """Answer the handshake if the application accepts it."""
        if not self.application.accepts(self.environ):
            return None
        if self.environ.get("HTTP_UPGRADE", "").lower() == "websocket" and not self.is_complete():
            self.start_response("400 Bad Request", [])
            return [b"no WebSocket handshake"]
        rejection = super().upgrade_websocket()
        # The library rejects with strings, but WSGI needs bytes.
        return rejection and [line.encode() for line in rejection]

    def is_complete(self) -> bool:
        """Check the parts of a handshake that the library does not (RFC 6455, 4.2.1)."""
        try:
            key = b64decode(self.environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
        except ValueError:
            return False
        return len(key) == 16 and "HTTP_HOST" in self.environ and self.request_version == "HTTP/1.1"

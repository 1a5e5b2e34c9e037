"""The login is the gevent-websocket backend's: Flask's session, which sockets see as views do."""

from ..geventws.session import blueprint

__all__ = ["blueprint"]

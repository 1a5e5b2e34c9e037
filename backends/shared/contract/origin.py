"""Which pages may open a WebSocket: the server's own, and those of the origins in the settings.

Browsers send cookies with a WebSocket handshake from any page, and CORS does not apply. So the
server has to check `Origin` itself (RFC 6455, section 10.2).
"""

from collections.abc import Collection
from urllib.parse import urlsplit


def origin_allowed(origin: str | None, host: str | None, allowed: Collection[str]) -> bool:
    """Return whether to accept a handshake with these `Origin` and `Host` headers.

    A handshake without Origin does not come from a browser. The scheme is not compared: behind a
    proxy that terminates TLS, the server does not know its own.
    """
    if origin is None or origin in allowed:
        return True
    try:
        netloc = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(netloc) and host is not None and netloc.lower() == host.lower()

"""Which pages may open a socket: those of this server, and those listed.

A browser sends cookies along with a WebSocket handshake from any page, and CORS does not apply, so
the server has to look at `Origin` itself (RFC 6455, section 10.2).
"""

from collections.abc import Collection
from urllib.parse import urlsplit


def origin_allowed(origin: str | None, host: str | None, allowed: Collection[str]) -> bool:
    """Tell whether a handshake with these `Origin` and `Host` headers may go on.

    No Origin means that no browser sent it. The scheme is not compared: behind a proxy that ends
    TLS the server does not know its own.
    """
    if origin is None or origin in allowed:
        return True
    try:
        netloc = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(netloc) and host is not None and netloc.lower() == host.lower()

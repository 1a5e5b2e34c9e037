"""Ask for a WebSocket, and look at no more than the HTTP status of the answer."""

import base64
import os
from http.client import HTTPConnection
from urllib.parse import urlsplit

from .base import TIMEOUT


def handshake(url: str, path: str, origin: str = "") -> int:
    """Return the status of a handshake, 101 where the WebSocket was opened; then be gone."""
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    connection = HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)
    try:
        connection.request("GET", path, headers=headers | ({"Origin": origin} if origin else {}))
        return connection.getresponse().status
    finally:
        connection.close()

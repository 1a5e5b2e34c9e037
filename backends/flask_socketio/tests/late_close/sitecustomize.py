"""Makes a race certain: the client leaves while Engine.IO's writer closes its WebSocket.

Python imports this at its start if the folder is on its path. simple-websocket's `close` looks
whether the connection is open, and writes a Close frame. In between, its reader thread may close
the socket. Here `close` waits there until the reader has.
"""

import threading
from typing import Any

import simple_websocket

close = simple_websocket.Server.close


def close_late(self: Any, reason: int | None = None, message: str | None = None) -> None:
    """Close the connection as if the reader had closed it after the look."""
    if threading.current_thread() is not self.thread:
        print("waiting for the reader", flush=True)
        self.thread.join()
        self.connected = True
    try:
        close(self, reason, message)
    finally:
        print("closed after the reader", flush=True)


simple_websocket.Server.close = close_late

"""Makes a race certain: the client leaves while Engine.IO's writer closes its WebSocket.

Python imports this module at startup if the folder is on its path. simple-websocket's `close`
checks that the connection is open and then writes a Close frame. In between, the reader thread may
close the socket. Here `close` waits at that point until the reader has closed it.
"""

import threading
from typing import Any

import simple_websocket

close = simple_websocket.Server.close


def close_late(self: Any, reason: int | None = None, message: str | None = None) -> None:
    """Close the connection as if the reader had closed it after the check."""
    if threading.current_thread() is not self.thread:
        print("waiting for the reader", flush=True)
        self.thread.join()
        self.connected = True
    try:
        close(self, reason, message)
    finally:
        print("closed after the reader", flush=True)


simple_websocket.Server.close = close_late

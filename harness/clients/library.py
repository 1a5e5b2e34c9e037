"""python-socketio's client, changed where its behaviour disturbs tests."""

import threading
from typing import Any

import engineio
import requests
import socketio

# The Python client accepts at most 16 packets per poll; browsers have no such limit.
engineio.payload.Payload.max_decode_packets = 1000


class Engine(engineio.Client):  # type: ignore[misc]  # it has no types
    """The transport. It handles packets in order, and can disconnect from its own thread."""

    def _trigger_event(self, event: str, *args: Any, run_async: bool = False, **kwargs: Any) -> Any:
        # The library handles each packet in its own thread, so packets overtake each other.
        return super()._trigger_event(event, *args, run_async=False, **kwargs)

    def disconnect(self, abort: bool = False, reason: str | None = None) -> None:
        """End the connection. The thread that reads can call this: it does not wait for itself."""
        own = threading.current_thread() is self.read_loop_task
        super().disconnect(abort=abort or own, reason=reason)


class Library(socketio.Client):  # type: ignore[misc]  # it has no types
    """The client. It connects once, to this machine, and disconnects without a needless wait."""

    def __init__(self) -> None:
        http = requests.Session()
        http.trust_env = False  # use no proxy on the way to this machine
        super().__init__(reconnection=False, http_session=http, handle_sigint=False)
        # By default the WebSocket library adds an Origin header.
        self.eio.websocket_extra_options = {"suppress_origin": True}

    def _engineio_client_class(self) -> type[Engine]:
        return Engine

    def send_close(self) -> None:
        """Ask the server to close.

        The library's own `disconnect` waits three seconds for a reply that its reader has consumed.
        """
        self.eio._send_packet(engineio.packet.Packet(engineio.packet.CLOSE))

    def hang_up(self) -> None:
        """Stop the threads and close the sockets of a connection that has ended."""
        if self.eio.queue is not None:
            self.eio.queue.put(None)  # if the server disconnected, the writer still waits
        self.eio.wait()
        if self.eio.ws:
            self.eio.ws.shutdown()
        self.eio.http.close()

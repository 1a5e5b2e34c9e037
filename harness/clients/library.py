"""python-socketio's client, without the habits that tests cannot live with."""

import threading
from typing import Any

import engineio
import requests
import socketio

# The Python client takes no more than 16 packets of one poll; browsers have no such limit.
engineio.payload.Payload.max_decode_packets = 1000


class Engine(engineio.Client):  # type: ignore[misc]  # it has no types
    """The transport: packets are handled one after the other, and it can end itself."""

    def _trigger_event(self, event: str, *args: Any, run_async: bool = False, **kwargs: Any) -> Any:
        # The library handles each packet in a thread of its own, so that one overtakes another.
        return super()._trigger_event(event, *args, run_async=False, **kwargs)

    def disconnect(self, abort: bool = False, reason: str | None = None) -> None:
        """End the connection, also from the thread that reads, which cannot wait for itself."""
        own = threading.current_thread() is self.read_loop_task
        super().disconnect(abort=abort or own, reason=reason)


class Library(socketio.Client):  # type: ignore[misc]  # it has no types
    """The client: it connects once, to this machine, and hangs up without waiting for nothing."""

    def __init__(self) -> None:
        http = requests.Session()
        http.trust_env = False  # no proxy stands between us and this machine
        super().__init__(reconnection=False, http_session=http, handle_sigint=False)
        # Left to itself the WebSocket library makes up an Origin.
        self.eio.websocket_extra_options = {"suppress_origin": True}

    def _engineio_client_class(self) -> type[Engine]:
        return Engine

    def send_close(self) -> None:
        """Ask the server to close.

        The library's own `disconnect` waits three seconds for an answer that its reader has taken.
        """
        self.eio._send_packet(engineio.packet.Packet(engineio.packet.CLOSE))

    def hang_up(self) -> None:
        """End the threads and sockets of a connection that has ended."""
        if self.eio.queue is not None:
            self.eio.queue.put(None)  # where the server was first, the writer still waits
        self.eio.wait()
        if self.eio.ws:
            self.eio.ws.shutdown()
        self.eio.http.close()

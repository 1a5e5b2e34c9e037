"""A client of Socket.IO backends, over python-socketio's client."""

import threading
from typing import Any

import engineio
import requests
import socketio
from socketio.exceptions import ConnectionError as SocketIOConnectionError
from socketio.packet import EVENT, Packet

from .. import spec
from .base import TIMEOUT, Client, Refused

# The Python client takes no more than 16 packets of one poll; browsers have no such limit.
engineio.payload.Payload.max_decode_packets = 1000


class _Engine(engineio.Client):  # type: ignore[misc]  # it has no types
    """The library's transport, but for two habits that tests cannot live with."""

    def _trigger_event(self, event: str, *args: Any, run_async: bool = False, **kwargs: Any) -> Any:
        # The library handles each packet in a thread of its own, so that one overtakes another.
        return super()._trigger_event(event, *args, run_async=False, **kwargs)

    def disconnect(self, abort: bool = False, reason: str | None = None) -> None:
        # The thread that reads cannot wait for its own end.
        own = threading.current_thread() is self.read_loop_task
        super().disconnect(abort=abort or own, reason=reason)


class _Library(socketio.Client):  # type: ignore[misc]  # it has no types
    def _engineio_client_class(self) -> type[_Engine]:
        return _Engine


class SocketIOClient(Client):
    """One Engine.IO connection with one namespace, `/<scenario>`."""

    protocol = "socketio"
    path = "/socket.io/?EIO=4&transport=websocket"
    refusal = 400

    def __init__(self, scenario: str) -> None:
        super().__init__(scenario)
        self.namespace = f"/{scenario}"
        self.http = requests.Session()
        self.http.trust_env = False
        self.library = _Library(reconnection=False, http_session=self.http, handle_sigint=False)
        self.library.on("*", self._take, namespace=self.namespace)
        self.library.on("disconnect", self._disconnected, namespace=self.namespace)

    @classmethod
    def connect(
        cls,
        url: str,
        scenario: str,
        *,
        cookie: str = "",
        origin: str = "",
        transport: str = "websocket",
    ) -> "SocketIOClient":
        """Connect over one transport only: "websocket", or "polling" for HTTP alone."""
        client = cls(scenario)
        headers = {name: value for name, value in (("Cookie", cookie), ("Origin", origin)) if value}
        # Left to itself the WebSocket library makes up an Origin.
        client.library.eio.websocket_extra_options = {"suppress_origin": True}
        try:
            client.library.connect(
                url,
                headers=headers,
                transports=[transport],
                namespaces=[client.namespace],
                wait_timeout=TIMEOUT,
            )
        except SocketIOConnectionError as error:
            client.http.close()
            raise Refused(_status(error)) from None
        return client

    def close(self) -> None:
        """Say goodbye, and leave the closing to the server.

        The library's own `disconnect` waits three seconds for an answer that its reader has taken.
        """
        engine = self.library.eio
        if not self.closed:
            engine._send_packet(engineio.packet.Packet(engineio.packet.CLOSE))
            with self._changed:
                self._changed.wait_for(lambda: self.closed, TIMEOUT)
        engine.queue.put(None)  # where the server was first, the library's writer still waits
        engine.wait()
        if engine.ws:
            engine.ws.shutdown()
        self.http.close()

    def size(self, event: str, data: Any, number: int | None) -> int:
        """Return the bytes of a Socket.IO packet."""
        return len(Packet(EVENT, [event, data], self.namespace, number).encode())

    def _transmit(self, event: str, data: Any, number: int | None) -> None:
        def acknowledged(*answer: Any) -> None:
            self._acknowledged(number or 0, answer[0] if len(answer) == 1 else answer)

        callback = None if number is None else acknowledged
        self.library.emit(event, data, namespace=self.namespace, callback=callback)

    def _take(self, event: str, *data: Any) -> None:
        value = data[0] if len(data) == 1 else data
        self._inspect(spec.validate, self.scenario, "receive", event, value)
        self._arrived(event, value)

    def _disconnected(self, reason: str) -> None:
        self._ended(None, reason)


def _status(error: SocketIOConnectionError) -> int | None:
    """Find the HTTP status in the library's message; a refused WebSocket leaves none."""
    words = [word for word in str(error).split() if word.isdecimal()]
    return int(words[0]) if words else None

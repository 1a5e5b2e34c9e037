"""A client of Socket.IO backends, over python-socketio's client."""

from typing import Any

from socketio.exceptions import ConnectionError as SocketIOConnectionError
from socketio.packet import EVENT, Packet

from .. import spec
from .base import TIMEOUT, Client, Rejected
from .library import Library


class SocketIOClient(Client):
    """One Engine.IO connection with one namespace, `/<scenario>`."""

    protocol = "socketio"
    path = "/socket.io/?EIO=4&transport=websocket"
    rejection = 400

    def __init__(self, scenario: str) -> None:
        super().__init__(scenario)
        self.namespace = f"/{scenario}"
        self.library = Library()
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
        try:
            client.library.connect(
                url,
                headers=headers,
                transports=[transport],
                namespaces=[client.namespace],
                wait_timeout=TIMEOUT,
            )
        except SocketIOConnectionError as error:
            client.library.hang_up()
            raise Rejected(_status(error)) from None
        return client

    def close(self) -> None:
        """Ask the server to close, and wait until it has."""
        if not self.closed:
            self.library.send_close()
            self.expect_closed()
        self.library.hang_up()

    def size(self, event: str, data: Any, number: int | None) -> int:
        """Return the size of the Socket.IO packet."""
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
    """Return the HTTP status in the library's message. A rejected WebSocket has none."""
    words = [word for word in str(error).split() if word.isdecimal()]
    return int(words[0]) if words else None

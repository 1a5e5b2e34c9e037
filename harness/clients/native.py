"""A client of native WebSocket backends, over the `websockets` library."""

import json
import threading
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from .. import spec
from .base import TIMEOUT, Client, Rejected


class NativeClient(Client):
    """One WebSocket at `/ws/<scenario>`."""

    protocol = "native"
    path = "/ws/{scenario}"
    rejection = 403

    def __init__(self, scenario: str, connection: ClientConnection) -> None:
        super().__init__(scenario)
        self._exit = ExitStack()
        self.connection = self._exit.enter_context(connection)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @classmethod
    def connect(
        cls,
        url: str,
        scenario: str,
        *,
        cookie: str = "",
        origin: str = "",
        transport: str = "websocket",
    ) -> "NativeClient":
        """Open the WebSocket. There is no other transport."""
        headers = {name: value for name, value in (("Cookie", cookie), ("Origin", origin)) if value}
        try:
            connection = connect(
                url.replace("http", "ws", 1) + cls.path.format(scenario=scenario),
                additional_headers=headers,
                max_size=None,
                ping_interval=None,
                open_timeout=TIMEOUT,
                close_timeout=TIMEOUT,
                proxy=None,
            )
        except InvalidStatus as error:
            raise Rejected(error.response.status_code) from None
        return cls(scenario, connection)

    def close(self) -> None:
        """Close with code 1000."""
        self._exit.close()
        self._reader.join(TIMEOUT)

    def size(self, event: str, data: Any, number: int | None) -> int:
        """Return the size of the frame's payload."""
        return len(self._frame(event, data, number).encode())

    def send_frame(self, frame: str | bytes) -> None:
        """Send a frame that need not be a valid message."""
        self._note(">>", "frame", frame)
        self.connection.send(frame)

    def _transmit(self, event: str, data: Any, number: int | None) -> None:
        if self.scenario == "echo":
            self.connection.send(data)
        else:
            self.connection.send(self._frame(event, data, number))

    @staticmethod
    def _frame(event: str, data: Any, number: int | None) -> str:
        envelope = {"event": event, "data": data, "id": number}
        return json.dumps({name: value for name, value in envelope.items() if value is not None})

    def _read(self) -> None:
        try:
            for frame in self.connection:
                self._take(frame)
        except ConnectionClosed:
            pass
        self._ended(self.connection.close_code, self.connection.close_reason or "")

    def _take(self, frame: str | bytes) -> None:
        if self.scenario == "echo":
            self._arrived("message", frame)
            return
        envelope = self._inspect(spec.validate_native_frame, self.scenario, "receive", frame)
        if envelope is None:
            return
        if envelope["event"] == "ack":
            self._acknowledged(envelope["id"], envelope["data"])
        else:
            self._arrived(envelope["event"], envelope["data"])

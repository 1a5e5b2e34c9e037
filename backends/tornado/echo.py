"""echo: the frame comes back as it was."""

from contextlib import suppress

from tornado.websocket import WebSocketClosedError

from ..shared.contract import ECHO_BYTES_MAX
from .connection import Connection


class EchoSocket(Connection):
    """Sends every frame back, text as text and binary as binary."""

    message_bytes_max = ECHO_BYTES_MAX

    async def on_message(self, message: str | bytes) -> None:
        """Write the frame back.

        The next one is read when this one is written: a client that sends without reading stops
        itself, and no send queue is needed.
        """
        with suppress(WebSocketClosedError):  # the client went while its message was written
            await self.write_message(message, binary=isinstance(message, bytes))

"""echo: every message comes back unchanged."""

from contextlib import suppress

from tornado.websocket import WebSocketClosedError

from ..shared.contract import ECHO_BYTES_MAX
from .connection import Connection


class EchoSocket(Connection):
    """Sends every message back, text as text and binary as binary."""

    message_bytes_max = ECHO_BYTES_MAX

    async def on_message(self, message: str | bytes) -> None:
        """Send the message back.

        Tornado reads the next message after this one is written, so a client that sends without
        reading only blocks itself, and echo needs no send queue.
        """
        with suppress(WebSocketClosedError):  # the client left while its message was written
            await self.write_message(message, binary=isinstance(message, bytes))

"""Tornado's WebSocket protocol, with the errors that RFC 6455 asks for.

Tornado accepts unmasked frames and any close code, and when it rejects a frame it drops the TCP
connection without a Close frame. `StrictProtocol` sends a Close frame that says why. It overrides
undocumented methods: Tornado has no public API between a frame and the handler.
"""

import codecs
from asyncio import Future
from typing import Any

from tornado.websocket import WebSocketProtocol13

PROTOCOL_ERROR, BAD_DATA = 1002, 1007
TEXT, CLOSE = 0x1, 0x8


class StrictProtocol(WebSocketProtocol13):
    """Fails a connection with 1002 or 1007 (RFC 6455, 7.1.7)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._decoded = 0

    async def _receive_frame(self) -> None:
        self._frame_mask = None
        await super()._receive_frame()
        if self._frame_mask is None:
            self._abort()  # a fragment that is not masked (5.1)
        self._check_fragments()

    def _handle_message(self, opcode: int, data: bytes) -> Future[None] | None:
        if self._frame_mask is None or (opcode == CLOSE and not is_close(data)):
            self._abort()
            return None
        try:
            if opcode in (TEXT, CLOSE):
                (data if opcode == TEXT else data[2:]).decode()
        except UnicodeDecodeError:
            self._fail(BAD_DATA)
            return None
        return super()._handle_message(opcode, data)

    def _check_fragments(self) -> None:
        """Check the text of an incomplete message: it may be invalid already (8.1)."""
        incomplete = self._fragmented_message_buffer
        if incomplete is None or self._fragmented_message_opcode != TEXT:
            self._decoder.reset()
            self._decoded = 0
            return
        try:
            self._decoder.decode(incomplete[self._decoded :])
        except UnicodeDecodeError:
            self._fail(BAD_DATA)
        self._decoded = len(incomplete)

    def _abort(self) -> None:
        self._fail(PROTOCOL_ERROR)

    def _fail(self, code: int) -> None:
        if not self.is_closing():
            self.close(code)
        super()._abort()


def is_close(body: bytes) -> bool:
    """Return whether a client may send this body in a Close frame (5.5.1, 7.4)."""
    code = int.from_bytes(body[:2], "big")
    registered = 1000 <= code <= 1014 and code not in (1004, 1005, 1006)
    return not body or (len(body) > 1 and (registered or 3000 <= code <= 4999))

"""Read the frames of a WebSocket that passes through the recording proxy."""

from collections.abc import Callable, Generator

from websockets.exceptions import ProtocolError
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

SHOWN_BYTES = 24
SHOWN_MALFORMED = 60

Record = Callable[[str, str], None]
"""Called with a kind (`up`, `down` or `malformed`) and a text."""


class Frames:
    """Reads one direction of a connection; the proxy forwards the bytes."""

    def __init__(self, record: Record, *, up: bool) -> None:
        """Read what goes up, from the client to the server, or down."""
        self._record = record
        self._up = up
        self._reader = StreamReader()
        self._parsing: Generator[None, None, Frame] | None = None
        self._begun = b""  # the start of the current frame
        self._malformed = False
        self._text = True  # whether the current message is text

    def feed(self, data: bytes) -> None:
        """Read bytes, and record the frames that they complete."""
        if self._malformed:
            return
        self._reader.feed_data(data)
        self._begun = (self._begun + data)[:SHOWN_MALFORMED]
        try:
            while (frame := self._next()) is not None:
                self._begun = bytes(self._reader.buffer[:SHOWN_MALFORMED])
                if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
                    self._text = frame.opcode is Opcode.TEXT
                self._record("up" if self._up else "down", describe(frame, text=self._text))
        except ProtocolError as error:
            self._malformed = True
            self._record("malformed", f"{error}: {self._begun!r}")

    def end(self) -> None:
        """Record what is left at the end of the bytes: an incomplete frame."""
        if self._begun and not self._malformed:
            self._record("malformed", f"ends within a frame: {self._begun!r}")

    def _next(self) -> Frame | None:
        if self._parsing is None:
            self._parsing = Frame.parse(
                self._reader.read_exact, mask=self._up, max_size=None, extensions=[]
            )
        try:
            next(self._parsing)
        except StopIteration as done:
            self._parsing = None
            frame: Frame = done.value
            return frame
        return None


def describe(frame: Frame, *, text: bool) -> str:
    """Describe a frame: `tick`, `3 bytes 00 01 02`, `Close 1001 going away`.

    `text` tells how to show a continuation. Close codes that RFC 6455, section 7.4, forbids are
    shown too.
    """
    data = bytes(frame.data)
    if frame.opcode is Opcode.CLOSE:
        if not data:
            return "Close, empty"
        code = int.from_bytes(data[:2], "big")
        return f"Close {code} {data[2:].decode(errors='replace')}".rstrip()
    if frame.opcode in (Opcode.PING, Opcode.PONG):
        return f"{frame.opcode.name.capitalize()} {data.decode('latin-1')}".rstrip()
    continued = "" if frame.fin else " (to be continued)"
    if text:
        return data.decode(errors="replace") + continued
    more = " …" if len(data) > SHOWN_BYTES else ""
    return f"{len(data)} bytes {data[:SHOWN_BYTES].hex(' ')}{more}{continued}"

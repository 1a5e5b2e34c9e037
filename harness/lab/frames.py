"""Read the frames of a WebSocket as they pass by, for the timeline."""

from collections.abc import Callable, Generator

from websockets.exceptions import ProtocolError
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

SHOWN_BYTES = 24
SHOWN_TORN = 60

Record = Callable[[str, str], None]
"""Takes a kind, `up`, `down` or `torn`, and a text."""


class Frames:
    """One direction of a connection. The bytes themselves are passed on by somebody else."""

    def __init__(self, record: Record, *, up: bool) -> None:
        """Read what goes up, from a client to a server, or down."""
        self._record = record
        self._up = up
        self._reader = StreamReader()
        self._parsing: Generator[None, None, Frame] | None = None
        self._begun = b""  # how the frame that is being read begins
        self._torn = False
        self._text = True  # what a continuation continues

    def feed(self, data: bytes) -> None:
        """Take bytes, and record the frames that they complete."""
        if self._torn:
            return
        self._reader.feed_data(data)
        self._begun = (self._begun + data)[:SHOWN_TORN]
        try:
            while (frame := self._next()) is not None:
                self._begun = bytes(self._reader.buffer[:SHOWN_TORN])
                if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
                    self._text = frame.opcode is Opcode.TEXT
                self._record("up" if self._up else "down", describe(frame, text=self._text))
        except ProtocolError as error:
            self._torn = True
            self._record("torn", f"{error}: {self._begun!r}")

    def end(self) -> None:
        """Take the end of the bytes: what is left is no whole frame."""
        if self._begun and not self._torn:
            self._record("torn", f"ends within a frame: {self._begun!r}")

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
    """Say what a frame is: `tick`, `3 bytes 00 01 02`, `Close 1001 going away`.

    A continuation is of text, or of bytes. A Close frame is shown as it is, also where its code is
    none that RFC 6455, section 7.4, allows.
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

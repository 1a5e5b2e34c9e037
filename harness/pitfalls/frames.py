"""Read the frames of a WebSocket as they pass by, for the timeline."""

from collections.abc import Callable, Generator

from websockets.exceptions import ProtocolError
from websockets.frames import Close, Frame, Opcode
from websockets.streams import StreamReader

SHOWN_BYTES = 24

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
        self._torn = False

    def feed(self, data: bytes) -> None:
        """Take bytes, and record the frames that they complete."""
        if self._torn:
            return
        self._reader.feed_data(data)
        try:
            while (frame := self._next()) is not None:
                self._record("up" if self._up else "down", describe(frame))
        except (ProtocolError, UnicodeDecodeError) as error:
            self._torn = True
            self._record("torn", f"{error}: {data[:60]!r}")

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


def describe(frame: Frame) -> str:
    """Say what a frame is: `tick`, `3 bytes 00 01 02`, `Close 1001 going away`."""
    if frame.opcode is Opcode.CLOSE:
        if not frame.data:
            return "Close, empty"
        closing = Close.parse(frame.data)
        return f"Close {int(closing.code)} {closing.reason}".rstrip()
    if frame.opcode in (Opcode.PING, Opcode.PONG):
        return f"{frame.opcode.name.capitalize()} {bytes(frame.data).decode('latin-1')}".rstrip()
    if frame.opcode is Opcode.TEXT or (frame.opcode is Opcode.CONT and _is_text(frame.data)):
        text = bytes(frame.data).decode(errors="replace")
        return text if frame.fin else f"{text} (to be continued)"
    data = bytes(frame.data)
    more = " …" if len(data) > SHOWN_BYTES else ""
    return f"{len(data)} bytes {data[:SHOWN_BYTES].hex(' ')}{more}"


def _is_text(data: bytes | bytearray | memoryview) -> bool:
    try:
        bytes(data).decode()
    except UnicodeDecodeError:
        return False
    return True

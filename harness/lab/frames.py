"""Reads the frames of a WebSocket that passes through the recording proxy."""

from collections.abc import Callable

from ..rfc6455.wire import BINARY, CLOSE, NAMES, TEXT, Frame, FrameError, FrameReader

SHOWN_BYTES = 24
SHOWN_MALFORMED = 60

Record = Callable[[str, str], None]
"""Called with a kind (`up`, `down` or `malformed`) and a text."""


class Frames:
    """Reads one direction of a connection; the proxy forwards the bytes."""

    def __init__(self, record: Record, *, up: bool) -> None:
        """Read what goes up (from the client to the server) or down."""
        self._record = record
        self._up = up
        self._reader = FrameReader(masked=up)
        self._malformed = False
        self._text = True  # whether the current message is text

    def feed(self, data: bytes) -> None:
        """Read bytes, and record the frames that they complete."""
        if self._malformed:
            return
        self._reader.feed(data)
        try:
            while (frame := self._reader.read()) is not None:
                if frame.opcode in (TEXT, BINARY):
                    self._text = frame.opcode == TEXT
                self._record("up" if self._up else "down", describe(frame, text=self._text))
        except FrameError as error:
            # Wait for a few more bytes, which show what this is: an HTTP response, for example.
            if len(self._reader.buffer) >= SHOWN_MALFORMED:
                self._record_malformed(str(error))

    def end(self) -> None:
        """Record the bytes that are left at the end: a malformed or incomplete frame."""
        if self._malformed or not self._reader.buffer:
            return
        try:
            self._reader.read()
        except FrameError as error:
            self._record_malformed(str(error))
        else:
            self._record_malformed("ends within a frame")

    def _record_malformed(self, problem: str) -> None:
        self._malformed = True
        self._record("malformed", f"{problem}: {bytes(self._reader.buffer[:SHOWN_MALFORMED])!r}")


def describe(frame: Frame, *, text: bool) -> str:
    """Describe a frame: `tick`, `3 bytes 00 01 02`, `Close 1001 going away`.

    `text` decides how to show a continuation. Close codes that RFC 6455, section 7.4, forbids are
    shown too.
    """
    data = frame.payload
    if frame.opcode == CLOSE:
        if not data:
            return "Close, empty"
        code = int.from_bytes(data[:2], "big")
        return f"Close {code} {data[2:].decode(errors='replace')}".rstrip()
    if frame.opcode > CLOSE:
        return f"{NAMES[frame.opcode].capitalize()} {data.decode('latin-1')}".rstrip()
    continued = "" if frame.fin else " (to be continued)"
    if text:
        return data.decode(errors="replace") + continued
    more = " …" if len(data) > SHOWN_BYTES else ""
    return f"{len(data)} bytes {data[:SHOWN_BYTES].hex(' ')}{more}{continued}"

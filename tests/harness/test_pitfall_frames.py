"""Reading the frames of a WebSocket for a timeline."""

import pytest

from harness.lab.frames import Frames
from harness.rfc6455.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame


def seen(data: bytes, chunk: int, *, up: bool) -> list[tuple[str, str]]:
    """Return the events that are recorded for bytes in chunks of this size."""
    found: list[tuple[str, str]] = []
    frames = Frames(lambda kind, text: found.append((kind, text)), up=up)
    for begin in range(0, len(data), chunk):
        frames.feed(data[begin : begin + chunk])
    frames.end()
    return found


def test_frames_are_read_in_chunks_of_any_size() -> None:
    """Frames are the same whether their bytes arrive one by one or all at once."""
    data = b"".join(
        [
            frame(TEXT, "żółw"),
            frame(BINARY, b"\x00\xff"),
            frame(PING),
            frame(CLOSE, b"\x03\xe9bye"),
        ]
    )
    expected = [("up", "żółw"), ("up", "2 bytes 00 ff"), ("up", "Ping"), ("up", "Close 1001 bye")]
    for chunk in (1, 3, len(data)):
        assert seen(data, chunk, up=True) == expected


def test_fragments_are_recorded_separately() -> None:
    """Each fragment of a message is one frame."""
    data = frame(TEXT, "to", fin=False, mask=None) + frame(CONTINUATION, "gether", mask=None)
    assert seen(data, 5, up=False) == [("down", "to (to be continued)"), ("down", "gether")]


def test_continuation_keeps_type_of_message() -> None:
    """A continuation of bytes is shown as bytes, also after a Ping between fragments."""
    data = b"".join(
        [
            frame(BINARY, b"\x89PNG", fin=False, mask=None),
            frame(PING, mask=None),
            frame(CONTINUATION, b"IHDR", mask=None),
            frame(TEXT, "\u017c".encode()[:1], fin=False, mask=None),
            frame(CONTINUATION, "\u017c".encode()[1:] + b" ok", mask=None),
        ]
    )
    assert seen(data, len(data), up=False) == [
        ("down", "4 bytes 89 50 4e 47 (to be continued)"),
        ("down", "Ping"),
        ("down", "4 bytes 49 48 44 52"),
        ("down", "\ufffd (to be continued)"),
        ("down", "\ufffd ok"),
    ]


@pytest.mark.parametrize("chunk", [1, 1000])
@pytest.mark.parametrize("times", [1, 3])
def test_malformed_bytes_are_recorded_once(chunk: int, times: int) -> None:
    """Bytes that are not a frame are recorded once, and nothing after them is read.

    A single HTTP response looks like the start of a longer frame until the connection ends.
    """
    response = b"HTTP/1.1 500 Internal Server Error\r\n\r\n"
    data = frame(TEXT, "good " * 20, mask=None) + response * times
    good, malformed = seen(data, chunk, up=False)
    assert good == ("down", "good " * 20)
    assert malformed[0] == "malformed"
    assert "HTTP/1.1 500" in malformed[1]


def test_invalid_close_code_is_recorded() -> None:
    """A Close frame with a code that no standard allows is recorded: b"by" is 25209."""
    assert seen(frame(CLOSE, b"bye", mask=None), 9, up=False) == [("down", "Close 25209 e")]


def test_close_frame_without_code_is_recorded_as_empty() -> None:
    """A browser reports an empty Close frame as 1005."""
    assert seen(frame(CLOSE, mask=None), 9, up=False) == [("down", "Close, empty")]

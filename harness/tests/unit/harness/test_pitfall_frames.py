"""The frames that pass by on the way to a pitfall's timeline."""

from harness.frames.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame
from harness.pitfalls.frames import Frames


def seen(data: bytes, chunk: int, *, up: bool) -> list[tuple[str, str]]:
    """Return what is recorded of bytes that come in chunks of a size."""
    found: list[tuple[str, str]] = []
    frames = Frames(lambda kind, text: found.append((kind, text)), up=up)
    for begin in range(0, len(data), chunk):
        frames.feed(data[begin : begin + chunk])
    return found


def test_should_read_frames_however_they_are_cut() -> None:
    """Frames are the same, whether their bytes come one by one or all at once."""
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


def test_should_show_fragments() -> None:
    """A fragment is a frame of its own on the wire."""
    data = frame(TEXT, "to", fin=False, mask=None) + frame(CONTINUATION, "gether", mask=None)
    assert seen(data, 5, up=False) == [("down", "to (to be continued)"), ("down", "gether")]


def test_should_show_bytes_that_are_no_frame() -> None:
    """What a server writes into the stream of a WebSocket is shown once, and ends the reading."""
    data = frame(TEXT, "good", mask=None) + b"HTTP/1.1 500 Internal Server Error\r\n\r\n" * 3
    good, torn = seen(data, len(data), up=False)
    assert good == ("down", "good")
    assert torn[0] == "torn"
    assert "HTTP/1.1 500" in torn[1]


def test_should_name_a_close_frame_without_a_code() -> None:
    """An empty Close frame is what a browser reports as 1005."""
    assert seen(frame(CLOSE, mask=None), 9, up=False) == [("down", "Close, empty")]

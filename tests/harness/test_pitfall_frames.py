"""The frames that pass by on the way to a pitfall's timeline."""

import pytest

from harness.lab.frames import Frames
from harness.rfc6455.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame


def seen(data: bytes, chunk: int, *, up: bool) -> list[tuple[str, str]]:
    """Return what is recorded of bytes that come in chunks of a size."""
    found: list[tuple[str, str]] = []
    frames = Frames(lambda kind, text: found.append((kind, text)), up=up)
    for begin in range(0, len(data), chunk):
        frames.feed(data[begin : begin + chunk])
    frames.end()
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


def test_should_know_what_a_fragment_continues() -> None:
    """Bytes that could be text stay bytes, and a Ping between fragments changes nothing."""
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
def test_should_show_bytes_that_are_no_frame(chunk: int, times: int) -> None:
    """What a server writes into the stream of a WebSocket is shown once, and ends the reading.

    Read as a frame, one such response is the beginning of a longer one; only the end tells.
    """
    response = b"HTTP/1.1 500 Internal Server Error\r\n\r\n"
    data = frame(TEXT, "good " * 20, mask=None) + response * times
    good, torn = seen(data, chunk, up=False)
    assert good == ("down", "good " * 20)
    assert torn[0] == "torn"
    assert "HTTP/1.1 500" in torn[1]


def test_should_show_a_code_that_must_not_be_sent() -> None:
    """A Close frame whose code no standard allows is a frame all the same: b"by" is 25209."""
    assert seen(frame(CLOSE, b"bye", mask=None), 9, up=False) == [("down", "Close 25209 e")]


def test_should_name_a_close_frame_without_a_code() -> None:
    """An empty Close frame is what a browser reports as 1005."""
    assert seen(frame(CLOSE, mask=None), 9, up=False) == [("down", "Close, empty")]

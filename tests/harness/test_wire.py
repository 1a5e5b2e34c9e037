"""Encoding and parsing frames: the parser must read what the encoder writes."""

import pytest

from harness.rfc6455.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    MASK,
    PING,
    TEXT,
    ZERO_MASK,
    Frame,
    FrameError,
    FrameReader,
    frame,
    frame_bounds,
)

SIZES = (0, 1, 125, 126, 65_535, 65_536)


@pytest.mark.parametrize("mask", [None, MASK, ZERO_MASK])
@pytest.mark.parametrize("size", SIZES)
def test_frame_bounds_finds_the_payload(size: int, mask: bytes | None) -> None:
    """The bounds are those of the payload, at any position of the frame."""
    data = b"before" + frame(BINARY, b"x" * size, mask=mask)
    bounds = frame_bounds(data, len(b"before"))
    assert bounds == (len(data) - size, len(data))


@pytest.mark.parametrize("mask", [None, MASK])
@pytest.mark.parametrize("size", SIZES)
def test_frame_bounds_needs_a_whole_header(size: int, mask: bytes | None) -> None:
    """The bounds need a complete header, but not the payload."""
    data = frame(BINARY, b"x" * size, mask=mask)
    header = len(data) - size
    assert [frame_bounds(data[:end]) for end in range(header)] == [None] * header
    assert frame_bounds(data[:header]) == (header, len(data))


@pytest.mark.parametrize("masked", [True, False])
@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_frame_reader_reads_frames_in_any_chunks(chunk: int, masked: bool) -> None:
    """The reader returns every frame, unmasked, from chunks of any size."""
    mask = MASK if masked else None
    frames = [
        Frame(False, TEXT, b"to"),
        Frame(True, PING, b"?"),
        Frame(True, CONTINUATION, b"gether" * 30),
        Frame(True, CLOSE, b""),
    ]
    data = b"".join(frame(it.opcode, it.payload, fin=it.fin, mask=mask) for it in frames)
    reader = FrameReader(masked=masked)
    seen: list[Frame] = []
    for begin in range(0, len(data), chunk):
        reader.feed(data[begin : begin + chunk])
        while part := reader.read():
            seen.append(part)
    assert seen == frames
    assert not reader.buffer


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (frame(TEXT, rsv=4, mask=None), "reserved bits must be 0"),
        (frame(0xB, mask=None), "invalid opcode: 0xb"),
        (frame(TEXT, "x"), "incorrect masking"),
        (frame(PING, b"x" * 126, mask=None), "control frame too long"),
        (frame(PING, fin=False, mask=None), "fragmented control frame"),
        (frame(TEXT, "x", width=2, mask=None), "the length takes more bytes than it needs"),
        (frame(TEXT, "x" * 126, width=8, mask=None), "the length takes more bytes than it needs"),
    ],
)
def test_frame_reader_rejects_malformed_frames(data: bytes, complaint: str) -> None:
    """The error says what is wrong, as soon as the header shows it."""
    reader = FrameReader(masked=False)
    reader.feed(data[:10])
    with pytest.raises(FrameError, match=f"^{complaint}$"):
        reader.read()

"""Bytes without binary=True."""

from harness.pytest.pitfalls import RunSide


def test_broken_sends_text_and_breaks_the_connection(run_side: RunSide, is_chromium: bool) -> None:
    """The first file arrives as a string; the second one closes the connection."""
    broken = run_side("broken")
    broken.expect("client", "close 1006")
    broken.expect("client", kind="done")
    assert broken.seen("client", "got a string", "note")
    assert [event.text for event in broken.seen("client", kind="message")] == ["a picture"]
    if is_chromium:
        broken.expect("wire", "Close 1002 Invalid UTF-8 in text frame", "up")


def test_fixed_sends_bytes(run_side: RunSide) -> None:
    """Both files arrive as the bytes that they are."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "got an ArrayBuffer", "note")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["9 bytes", "8 bytes"]
    assert fixed.seen("wire", "8 bytes 89 50 4e 47", "down")

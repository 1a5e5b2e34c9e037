"""Two greenlets that send on one WebSocket."""

from harness.pytest.pitfalls import RunSide


def test_broken_corrupts_the_frames(run_side: RunSide, is_chromium: bool) -> None:
    """The browser closes the connection because of an invalid frame."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    close = broken.expect("client", kind="close")
    if is_chromium:
        assert close.text == "close 1006"
        broken.expect("wire", "Close 1002 Invalid UTF-8 in text frame", "up")
    else:
        assert close.text.split()[1] in ("1002", "1006", "1007")
    assert broken.seen("client", kind="message") == []


def test_fixed_sends_one_frame_after_another(run_side: RunSide) -> None:
    """Both messages arrive intact."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    messages = [event.text for event in fixed.seen("client", kind="message")]
    assert messages == ["8000000 characters", "progress: 100 %"]

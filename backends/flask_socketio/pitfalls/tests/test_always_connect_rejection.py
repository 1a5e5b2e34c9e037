"""A refusal with always_connect=True."""

from harness.pytest.pitfalls import RunSide


def test_should_connect_again_and_again(run_side: RunSide) -> None:
    """Each connection is accepted first, and then closed by a packet that is none."""
    broken = run_side("broken")
    broken.expect("client", "disconnect parse error", "close", count=3)
    broken.expect("client", "connected 3 times", "note")
    assert len(broken.seen("client", "connect", "open")) >= 3
    assert broken.seen("client", "connect_error") == []
    assert broken.seen("wire", '41{"message":"Connection rejected by server"}', "down")


def test_should_be_refused_once(run_side: RunSide) -> None:
    """The page gets the error, is never connected, and leaves it at that."""
    fixed = run_side("fixed")
    fixed.expect("client", "connect_error Connection rejected by server", "error")
    fixed.expect("client", "connected 0 times", "note")
    assert fixed.seen("client", kind="open") == []
    assert len(fixed.seen("wire", "(WebSocket)", "request")) == 1

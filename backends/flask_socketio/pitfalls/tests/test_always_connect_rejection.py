"""A rejection with always_connect=True."""

from harness.pytest.pitfalls import RunSide


def test_broken_reconnects_again_and_again(run_side: RunSide) -> None:
    """Each connection is accepted first, then closed by an invalid packet."""
    broken = run_side("broken")
    broken.expect("client", "disconnect parse error", "close", count=3)
    broken.expect("client", "connected 3 times", "note")
    assert len(broken.seen("client", "connect", "open")) >= 3
    assert broken.seen("client", "connect_error") == []
    assert broken.seen("wire", '41{"message":"Connection rejected by server"}', "down")


def test_fixed_is_rejected_once(run_side: RunSide) -> None:
    """The page gets the error, never connects, and does not try again."""
    fixed = run_side("fixed")
    fixed.expect("client", "connect_error Connection rejected by server", "error")
    fixed.expect("client", "connected 0 times", "note")
    assert fixed.seen("client", kind="open") == []
    assert len(fixed.seen("wire", "(WebSocket)", "request")) == 1

"""A network that stops without closing the connection."""

from harness.pytest.pitfalls import RunSide


def test_broken_notices_nothing(run_side: RunSide) -> None:
    """The page sees an open connection and can even call send()."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "the first connection: readyState 1")
    assert broken.seen("client", "is anybody there?", "sent")
    assert broken.seen("wire", "is anybody there?") == []
    assert broken.seen("client", kind="close") == []
    assert broken.seen("client", kind="error") == []
    assert broken.seen("client", "second") == []


def test_fixed_reconnects(run_side: RunSide) -> None:
    """The heartbeat gets no answer, and the page connects again before anything closes."""
    fixed = run_side("fixed")
    again = fixed.expect("client", "second: connected")
    fixed.expect("client", kind="done")
    fixed.expect("client", "second: beat", "message", count=2)
    assert all(closed.at > again.at for closed in fixed.seen("client", kind="close"))

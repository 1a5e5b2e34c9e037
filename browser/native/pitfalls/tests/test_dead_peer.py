"""A network that stops, without telling anybody."""

from harness.pytest.pitfalls import RunSide


def test_should_notice_nothing(run_side: RunSide) -> None:
    """The connection is open for the page, which could even send."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "the first connection: readyState 1")
    assert broken.seen("client", "is anybody there?", "sent")
    assert broken.seen("wire", "is anybody there?") == []
    assert broken.seen("client", kind="close") == []
    assert broken.seen("client", kind="error") == []
    assert broken.seen("client", "second") == []


def test_should_connect_anew(run_side: RunSide) -> None:
    """The heartbeat is not answered; the page connects before anything closes, and beats on."""
    fixed = run_side("fixed")
    again = fixed.expect("client", "second: connected")
    fixed.expect("client", kind="done")
    fixed.expect("client", "second: beat", "message", count=2)
    assert all(closed.at > again.at for closed in fixed.seen("client", kind="close"))

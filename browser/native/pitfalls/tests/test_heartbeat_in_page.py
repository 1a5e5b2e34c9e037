"""A heartbeat with a page's timer."""

from harness.pytest.pitfalls import RunSide


def test_broken_is_closed(run_side: RunSide) -> None:
    """The page is too busy for its heartbeat, and the server closes the connection."""
    broken = run_side("broken")
    closed = broken.expect("client", "close 4000 no heartbeat")
    broken.expect("client", kind="done")
    (busy,) = broken.seen("client", "busy", "note")
    (sent,) = broken.seen("wire", "Close 4000 no heartbeat", "down")
    assert busy.at < sent.at < closed.at


def test_fixed_stays_connected(run_side: RunSide) -> None:
    """The browser answers the server's pings while the page is busy."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (busy,) = fixed.seen("client", "busy", "note")
    (free,) = fixed.seen("client", "free again")
    assert [pong for pong in fixed.seen("wire", "Pong", "up") if busy.at < pong.at < free.at]
    assert [event.text for event in fixed.seen("client", kind="message")] == ["before", "after"]

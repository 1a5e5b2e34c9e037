"""An endless loop in the connect handler."""

from harness.pytest.pitfalls import RunSide


def test_broken_never_connects(run_side: RunSide) -> None:
    """The page sees none of the events and is disconnected; the loop goes on."""
    broken = run_side("broken")
    closed = broken.expect("client", kind="close")
    assert closed.text in ("disconnect ping timeout", "disconnect transport close")
    broken.expect("client", kind="done")
    broken.expect("server", "second", count=len(broken.seen("server", "second")) + 3)
    assert len(broken.seen("wire", '42["second"', "down")) > 1
    assert broken.seen("wire", "40{", "down") == []
    assert broken.seen("client", kind="open") == []
    assert broken.seen("client", kind="message") == []
    assert broken.seen("server", "the disconnect handler runs") == []


def test_fixed_connects_and_counts(run_side: RunSide) -> None:
    """The page connects and gets the events, and the server notices when it leaves."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "connect", "open")
    seconds = [event.text for event in fixed.seen("client", kind="message")]
    assert seconds == ["second 1", "second 2", "second 3"]
    fixed.expect("server", "the disconnect handler runs")

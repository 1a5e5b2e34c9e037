"""A message that is too large for the server."""

from harness.pytest.pitfalls import RunSide


def test_broken_closes_the_connection(run_side: RunSide) -> None:
    """The message is lost, the client reconnects, and the log has no reason."""
    broken = run_side("broken")
    close = broken.expect("client", kind="close")
    # Which one depends on whether Werkzeug's 400 arrives before the page notices the close.
    assert close.text in ("disconnect transport close", "disconnect transport error")
    broken.expect("client", "connect", "open", count=2)
    broken.expect("client", kind="done")
    broken.expect("server", "13 characters have come")
    texts = [event.text for event in broken.seen("client", kind="message")]
    assert texts == ["13 characters, thank you"]
    assert broken.seen("server", "disconnect: transport close")
    assert broken.seen("server", "too large") == []
    assert broken.seen("server", "1200000") == []


def test_fixed_accepts_the_message(run_side: RunSide) -> None:
    """The message arrives, over a single connection."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == [
        "1200000 characters, thank you",
        "13 characters, thank you",
    ]
    assert fixed.seen("client", kind="close") == []

"""The callback of a broadcast, with a message queue."""

from harness.pytest.pitfalls import RunSide


def test_should_raise(run_side: RunSide) -> None:
    """The handler ends in its emit, which sends nothing."""
    broken = run_side("broken")
    broken.expect("server", "ValueError: Cannot use callback without a room set.")
    broken.expect("client", "operation has timed out", "error")
    broken.expect("client", kind="done")
    assert broken.seen("wire", '["news"', "down") == []


def test_should_hear_of_each(run_side: RunSide) -> None:
    """Both get it, and say so themselves."""
    fixed = run_side("fixed")
    fixed.expect("client", "published", "note")
    fixed.expect("client", "news 1, it works", "message", count=2)
    fixed.expect("server", " has got 1", count=2)
    assert len({event.text for event in fixed.seen("server", " has got 1")}) == 2

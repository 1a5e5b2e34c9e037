"""The callback of a broadcast, with a message queue."""

from harness.pytest.pitfalls import RunSide


def test_broken_raises_in_emit(run_side: RunSide) -> None:
    """The handler raises in emit, which sends nothing."""
    broken = run_side("broken")
    broken.expect("server", "ValueError: Cannot use callback without a room set.")
    broken.expect("client", "operation has timed out", "error")
    broken.expect("client", kind="done")
    assert broken.seen("wire", '["news"', "down") == []


def test_fixed_hears_from_each_client(run_side: RunSide) -> None:
    """Both clients get the news and report it themselves."""
    fixed = run_side("fixed")
    fixed.expect("client", "published", "note")
    fixed.expect("client", "news 1, it works", "message", count=2)
    fixed.expect("server", " has got 1", count=2)
    assert len({event.text for event in fixed.seen("server", " has got 1")}) == 2

"""The callback of a broadcast, with a message queue."""

from harness.pitfalls.fixtures import Play


def test_should_raise(play: Play) -> None:
    """The handler ends in its emit, which sends nothing."""
    broken = play("broken")
    broken.expect("server", "ValueError: Cannot use callback without a room set.")
    broken.expect("client", "operation has timed out", "error")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "news", "down") == []


def test_should_call_back_for_each(play: Play) -> None:
    """Both get it, and both are heard of."""
    fixed = play("fixed")
    fixed.expect("client", "published", "note")
    fixed.expect("client", "news it works", "message", count=2)
    fixed.expect("server", "somebody has got it", count=2)

"""Handlers that are attached after an await."""

from harness.pytest.pitfalls import RunSide


def test_should_miss_the_first(run_side: RunSide) -> None:
    """The welcome has come before the handler; the echo comes after."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("wire", kind="down")] == ["welcome", "hello"]
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]


def test_should_get_both(run_side: RunSide) -> None:
    """A handler that is there from the beginning misses nothing."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    words = [event.text for event in fixed.seen("client", kind="message")]
    assert words == ["welcome", "hello"]

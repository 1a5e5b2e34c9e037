"""Handlers attached after an await."""

from harness.pytest.pitfalls import RunSide


def test_broken_misses_the_first_message(run_side: RunSide) -> None:
    """The welcome comes before the handler, the echo after it."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("wire", kind="down")] == ["welcome", "hello"]
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]


def test_fixed_gets_both_messages(run_side: RunSide) -> None:
    """A handler attached from the start misses nothing."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    texts = [event.text for event in fixed.seen("client", kind="message")]
    assert texts == ["welcome", "hello"]

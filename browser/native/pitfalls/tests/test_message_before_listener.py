"""Handlers that are attached after an await."""

from harness.pytest.pitfalls import Play


def test_should_miss_the_first(play: Play) -> None:
    """The welcome has come before the handler; the echo comes after."""
    broken = play("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("wire", kind="down")] == ["welcome", "hello"]
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]


def test_should_get_both(play: Play) -> None:
    """A handler that is there from the beginning misses nothing."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    words = [event.text for event in fixed.seen("client", kind="message")]
    assert words == ["welcome", "hello"]

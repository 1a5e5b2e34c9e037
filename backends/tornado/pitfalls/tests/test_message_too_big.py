"""A message that is too big."""

from harness.pytest.pitfalls import Play


def test_should_end_the_connection(play: Play) -> None:
    """What is as big as the limit passes, the rest is 1009."""
    broken = play("broken")
    broken.expect("client", "close 1009 message too big")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    words = [event.text for event in broken.seen("client", kind="message")]
    assert words == ["4096 bytes received"]


def test_should_take_it(play: Play) -> None:
    """The handler's own limit counts."""
    fixed = play("fixed")
    fixed.expect("client", "8000 bytes received", "message")
    fixed.expect("client", kind="done")

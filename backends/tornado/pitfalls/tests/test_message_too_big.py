"""A message that is too big."""

from harness.pytest.pitfalls import RunSide


def test_should_end_the_connection(run_side: RunSide) -> None:
    """What is as big as the limit passes, the rest is 1009."""
    broken = run_side("broken")
    broken.expect("client", "close 1009 message too big")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    words = [event.text for event in broken.seen("client", kind="message")]
    assert words == ["4096 bytes received"]


def test_should_take_it(run_side: RunSide) -> None:
    """The handler's own limit counts."""
    fixed = run_side("fixed")
    fixed.expect("client", "8000 bytes received", "message")
    fixed.expect("client", kind="done")

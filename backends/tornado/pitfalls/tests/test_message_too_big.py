"""A message over the size limit."""

from harness.pytest.pitfalls import RunSide


def test_broken_closes_with_1009(run_side: RunSide) -> None:
    """A message as large as the limit passes; a larger one closes with 1009."""
    broken = run_side("broken")
    broken.expect("client", "close 1009 message too big")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    texts = [event.text for event in broken.seen("client", kind="message")]
    assert texts == ["4096 bytes received"]


def test_fixed_accepts_the_message(run_side: RunSide) -> None:
    """The handler's own limit applies."""
    fixed = run_side("fixed")
    fixed.expect("client", "8000 bytes received", "message")
    fixed.expect("client", kind="done")

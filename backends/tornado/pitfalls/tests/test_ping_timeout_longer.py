"""A ping timeout longer than the interval."""

from harness.pytest.pitfalls import RunSide

WARNING = "The websocket_ping_timeout (20) cannot be longer than the websocket_ping_interval (0.5)."


def test_broken_closes_after_the_interval(run_side: RunSide) -> None:
    """A moment without network closes the client, although the timeout is 20 s."""
    broken = run_side("broken")
    broken.expect("client", "close 1000 ping timed out")
    broken.expect("client", kind="done")
    assert broken.seen("server", WARNING)
    assert broken.seen("client", kind="message") == []


def test_fixed_survives_a_moment_without_network(run_side: RunSide) -> None:
    """The connection stays open, and the client gets its echo."""
    fixed = run_side("fixed")
    fixed.expect("client", "here I am again", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="close") == []
    assert fixed.seen("server", "websocket_ping_timeout") == []

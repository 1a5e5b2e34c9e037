"""A ping timeout longer than the interval."""

from harness.pytest.pitfalls import RunSide

WARNING = "The websocket_ping_timeout (20) cannot be longer than the websocket_ping_interval (0.5)."


def test_should_close_after_the_interval(run_side: RunSide) -> None:
    """A moment without a network is too long, though 20 s are allowed."""
    broken = run_side("broken")
    broken.expect("client", "close 1000 ping timed out")
    broken.expect("client", kind="done")
    assert broken.seen("server", WARNING)
    assert broken.seen("client", kind="message") == []


def test_should_bear_a_moment_without_network(run_side: RunSide) -> None:
    """The connection goes on."""
    fixed = run_side("fixed")
    fixed.expect("client", "here I am again", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="close") == []
    assert fixed.seen("server", "websocket_ping_timeout") == []

"""A ping timeout longer than the interval."""

from harness.pytest.pitfalls import Play

WARNING = "The websocket_ping_timeout (20) cannot be longer than the websocket_ping_interval (0.5)."


def test_should_close_after_the_interval(play: Play) -> None:
    """A moment without a network is too long, though 20 s are allowed."""
    broken = play("broken")
    broken.expect("client", "close 1000 ping timed out")
    broken.expect("client", kind="done")
    assert broken.seen("server", WARNING)
    assert broken.seen("client", kind="message") == []


def test_should_bear_a_moment_without_network(play: Play) -> None:
    """The connection goes on."""
    fixed = play("fixed")
    fixed.expect("client", "here I am again", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="close") == []
    assert fixed.seen("server", "websocket_ping_timeout") == []

"""A log-out by HTTP, and the connection that is open."""

from harness.pitfalls.fixtures import Play


def test_should_stay_logged_in(play: Play) -> None:
    """Views know nobody any more, events still know the user."""
    broken = play("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "GET /whoami: 200 nobody")
    broken.expect("client", "event whoami: ada", "message")
    assert broken.seen("client", kind="close") == []


def test_should_disconnect(play: Play) -> None:
    """The connection ends with the log-out."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "GET /whoami: 200 nobody")
    fixed.expect("client", "disconnect io server disconnect", "close")
    assert fixed.seen("client", "event whoami") == []

"""Any origin, and the reader's cookies."""

import pytest

from harness.pytest.pitfalls import Play


def test_should_let_a_stranger_pay(play: Play) -> None:
    """A page of another origin connects, and is taken for the user who looks at it."""
    broken = play("broken")
    broken.expect("server", "ada pays mallory")
    broken.expect("client", "stranger: ada has paid mallory", "message")
    broken.expect("client", 'transport=polling: 200 0{"sid":', "note")
    broken.expect("client", kind="done")


@pytest.mark.complains("WebSocket connection to", "Access to fetch at", "Failed to load resource")
def test_should_refuse_the_stranger(play: Play) -> None:
    """Only pages of the server's own origin connect."""
    fixed = play("fixed")
    fixed.expect("wire", "400 BAD REQUEST", "response", count=2)
    fixed.expect("client", "stranger: connect_error websocket error", "error")
    fixed.expect("client", "stranger: TypeError", "error")
    fixed.expect("client", kind="done")
    fixed.expect("server", "is not an accepted origin.")
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("server", "pays") == []

"""A page of another origin."""

import pytest

from harness.pytest.pitfalls import Play


def test_should_let_a_stranger_act_as_the_user(play: Play) -> None:
    """The stranger's page has the user's cookie."""
    broken = play("broken")
    broken.expect("client", "ada has said: all my money to Mallory", "message")
    broken.expect("client", kind="done")
    broken.expect("server", "connected as ada from http://127.0.0.1:")
    assert broken.seen("wire", "101 Switching Protocols", "response")


@pytest.mark.complains("Unexpected response code: 403")
def test_should_turn_the_stranger_away(play: Play) -> None:
    """The handshake is refused."""
    fixed = play("fixed")
    fixed.expect("client", "close 1006")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "403 Forbidden", "response")
    assert fixed.seen("server", "connected") == []

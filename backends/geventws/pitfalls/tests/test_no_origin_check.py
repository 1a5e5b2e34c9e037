"""A page of another origin."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_should_let_a_stranger_read(run_side: RunSide) -> None:
    """The stranger's page gets what is the user's."""
    broken = run_side("broken")
    broken.expect("client", "For ada only: the key is under the mat.", "message")
    broken.expect("server", "ada connects from http://127.0.0.1:")
    assert broken.seen("wire", "101 Switching Protocols", "response")


@pytest.mark.complains("Unexpected response code: 403")
def test_should_turn_the_stranger_away(run_side: RunSide) -> None:
    """The handshake is refused, and the application not asked; an ordinary request passes."""
    fixed = run_side("fixed")
    fixed.expect("client", "close 1006", "close")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "200 OK Hello, ada!", "response")
    assert fixed.seen("wire", "403 Forbidden", "response")
    assert fixed.seen("server", "connects") == []
    assert fixed.seen("client", kind="message") == []

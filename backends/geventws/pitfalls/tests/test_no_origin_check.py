"""A page of another origin."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_lets_another_website_read(run_side: RunSide) -> None:
    """The other website's page gets the user's message."""
    broken = run_side("broken")
    broken.expect("client", "For ada only: the key is under the mat.", "message")
    broken.expect("server", "ada connects from http://127.0.0.1:")
    assert broken.seen("wire", "101 Switching Protocols", "response")


@pytest.mark.complains("Unexpected response code: 403")
def test_fixed_rejects_the_other_website(run_side: RunSide) -> None:
    """The handshake gets 403 before the application runs; a normal request passes."""
    fixed = run_side("fixed")
    fixed.expect("client", "close 1006", "close")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "200 OK Hello, ada!", "response")
    assert fixed.seen("wire", "403 Forbidden", "response")
    assert fixed.seen("server", "connects") == []
    assert fixed.seen("client", kind="message") == []

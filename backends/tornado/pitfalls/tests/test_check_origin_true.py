"""A page of another origin."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_lets_another_website_act_as_the_user(run_side: RunSide) -> None:
    """The other website's page connects with the user's cookie."""
    broken = run_side("broken")
    broken.expect("client", "ada has said: all my money to Mallory", "message")
    broken.expect("client", kind="done")
    broken.expect("server", "connected as ada from http://127.0.0.1:")
    assert broken.seen("wire", "101 Switching Protocols", "response")


@pytest.mark.complains("Unexpected response code: 403")
def test_fixed_rejects_the_other_website(run_side: RunSide) -> None:
    """The handshake gets 403."""
    fixed = run_side("fixed")
    fixed.expect("client", "close 1006")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "403 Forbidden", "response")
    assert fixed.seen("server", "connected") == []

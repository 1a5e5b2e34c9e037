"""Any origin and the user's cookies."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_lets_another_website_pay(run_side: RunSide) -> None:
    """A page of another origin connects and acts as the logged-in user."""
    broken = run_side("broken")
    broken.expect("server", "ada pays mallory")
    broken.expect("client", "stranger: ada has paid mallory", "message")
    broken.expect("client", 'transport=polling: 200 0{"sid":', "note")
    broken.expect("client", kind="done")


@pytest.mark.complains("WebSocket connection to", "Access to fetch at", "Failed to load resource")
def test_fixed_rejects_the_other_website(run_side: RunSide) -> None:
    """Only pages of the server's own origin connect."""
    fixed = run_side("fixed")
    fixed.expect("wire", "400 BAD REQUEST", "response", count=2)
    fixed.expect("client", "stranger: connect_error websocket error", "error")
    fixed.expect("client", "stranger: TypeError", "error")
    fixed.expect("client", kind="done")
    fixed.expect("server", "is not an accepted origin.")
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("server", "pays") == []

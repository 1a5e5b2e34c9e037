"""Reconnecting to a server that closes at once."""

from harness.pytest.pitfalls import RunSide

ATTEMPTS = 5
"""As many as there can be with waits of 100, 200, 400 and 800 ms at least, until 500 ms of rest."""


def test_should_flood_the_server(run_side: RunSide) -> None:
    """The server never rests: many attempts, each with a handshake of its own."""
    broken = run_side("broken")
    broken.expect("client", "served after")
    assert len(broken.seen("wire", "GET /overloaded", "request")) > 2 * ATTEMPTS
    assert len(broken.seen("client", "close 1013 try again later")) > 2 * ATTEMPTS


def test_should_back_off(run_side: RunSide) -> None:
    """A few attempts, each later than the one before."""
    fixed = run_side("fixed")
    fixed.expect("client", "served after")
    attempts = fixed.seen("wire", "GET /overloaded", "request")
    assert 2 <= len(attempts) <= ATTEMPTS

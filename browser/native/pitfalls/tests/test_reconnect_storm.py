"""Reconnecting to a server that closes at once."""

from harness.pytest.pitfalls import RunSide

ATTEMPTS = 6
"""The most there can be: the fifth wait is at least 1600 ms, and gives the server its rest."""


def test_broken_floods_the_server(run_side: RunSide) -> None:
    """The server gets no rest: many attempts, each with its own handshake."""
    broken = run_side("broken")
    broken.expect("client", "served after")
    assert len(broken.seen("wire", "GET /overloaded", "request")) > 2 * ATTEMPTS
    assert len(broken.seen("client", "close 1013 try again later")) > 2 * ATTEMPTS


def test_fixed_backs_off(run_side: RunSide) -> None:
    """A few attempts are enough, each later than the one before."""
    fixed = run_side("fixed")
    fixed.expect("client", "served after")
    attempts = fixed.seen("wire", "GET /overloaded", "request")
    assert 2 <= len(attempts) <= ATTEMPTS

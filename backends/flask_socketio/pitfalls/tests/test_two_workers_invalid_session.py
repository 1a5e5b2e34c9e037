"""Two workers, and clients that begin with long polling."""

from harness.pytest.pitfalls import RunSide


def test_broken_does_not_find_the_session(run_side: RunSide) -> None:
    """A request that reaches the other worker gets 400, and its client fails."""
    broken = run_side("broken")
    broken.expect("client", "is not served", "note")
    broken.expect("client", kind="done")
    broken.expect("server", "Invalid session ")
    assert broken.seen("wire", '400 BAD REQUEST "Invalid session ', "response")


def test_fixed_serves_all_clients(run_side: RunSide) -> None:
    """A single worker knows all sessions."""
    fixed = run_side("fixed")
    fixed.expect("client", "all 12 clients are served", "note")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "400 BAD REQUEST", "response") == []

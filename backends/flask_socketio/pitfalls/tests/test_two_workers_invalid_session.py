"""More than one worker, and clients that begin with long polling."""

from harness.pytest.pitfalls import RunSide


def test_should_not_know_the_session(run_side: RunSide) -> None:
    """A request that comes to the other worker is answered with 400, and its client is lost."""
    broken = run_side("broken")
    broken.expect("client", "is not served", "note")
    broken.expect("client", kind="done")
    broken.expect("server", "Invalid session ")
    assert broken.seen("wire", '400 BAD REQUEST "Invalid session ', "response")


def test_should_serve_everybody(run_side: RunSide) -> None:
    """One worker knows all sessions."""
    fixed = run_side("fixed")
    fixed.expect("client", "all 12 clients are served", "note")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "400 BAD REQUEST", "response") == []

"""A set of clients that changes during a broadcast."""

from harness.pytest.pitfalls import RunSide

REPORT = "8000000 characters"


def test_should_end_the_broadcast(run_side: RunSide) -> None:
    """The loop raises, and Bob's connection is dropped."""
    broken = run_side("broken")
    broken.expect("server", "RuntimeError: Set changed size during iteration")
    broken.expect("client", kind="done")
    broken.expect("client", "bob: close 1006")
    assert broken.seen("client", "all have it") == []


def test_should_reach_those_who_were_there(run_side: RunSide) -> None:
    """Ada and Bob get the report, though Cleo has joined meanwhile."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", f"ada: {REPORT}")
    assert fixed.seen("client", f"bob: {REPORT}")
    assert fixed.seen("client", "bob: all have it")
    assert fixed.seen("client", "bob: close") == []

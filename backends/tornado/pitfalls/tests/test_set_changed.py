"""A set of clients that changes during a broadcast."""

from harness.pytest.pitfalls import RunSide

REPORT = "8000000 characters"


def test_broken_ends_the_broadcast(run_side: RunSide) -> None:
    """The loop raises, and Bob loses his connection."""
    broken = run_side("broken")
    broken.expect("server", "RuntimeError: Set changed size during iteration")
    broken.expect("client", kind="done")
    broken.expect("client", "bob: close 1006")
    assert broken.seen("client", "all have it") == []


def test_fixed_reaches_all_who_were_connected(run_side: RunSide) -> None:
    """Ada and Bob get the report although Cleo has joined."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", f"ada: {REPORT}")
    assert fixed.seen("client", f"bob: {REPORT}")
    assert fixed.seen("client", "bob: all have it")
    assert fixed.seen("client", "bob: close") == []

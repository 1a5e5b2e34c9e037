"""A client that does not read, in a broadcast."""

from harness.pytest.pitfalls import RunSide


def test_broken_stops_the_broadcast(run_side: RunSide) -> None:
    """Bob gets his last messages only when the other client reads again."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    last = broken.expect("client", "bob: ", "message", count=12)
    (thaw,) = broken.seen("wire", "thaw", "network")
    assert last.at > thaw.at
    assert broken.seen("client", "of 12 messages, and no more come", "note")
    assert broken.seen("client", "bob has 12 of 12", "note") == []


def test_fixed_serves_the_remaining_clients(run_side: RunSide) -> None:
    """Bob gets everything while the other client sleeps and is disconnected."""
    fixed = run_side("fixed")
    gone = fixed.expect("server", "sleeper has gone")
    fixed.expect("client", kind="done")
    last = fixed.expect("client", "bob: ", "message", count=12)
    (thaw,) = fixed.seen("wire", "thaw", "network")
    assert max(last.at, gone.at) < thaw.at
    fixed.expect("client", "bob has 12 of 12 messages", "note")
    fixed.expect("client", "sleeper: close 1006", "close")

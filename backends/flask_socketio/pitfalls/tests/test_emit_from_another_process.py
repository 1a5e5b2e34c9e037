"""emit() in a process that serves nobody."""

from harness.pytest.pitfalls import RunSide


def test_should_reach_nobody(run_side: RunSide) -> None:
    """The worker emits, and what the connection brings later is all that it brings."""
    broken = run_side("broken")
    emitted = broken.expect("server", "the worker has emitted the report about tea")
    alive = broken.expect("client", "the connection is alive: hello yourself", "note")
    broken.expect("client", kind="done")
    assert emitted.at < alive.at
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", '["report"', "down") == []


def test_should_reach_the_client(run_side: RunSide) -> None:
    """The process that serves emits what the worker has put into the queue."""
    fixed = run_side("fixed")
    fixed.expect("client", "report all about tea", "message")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the worker has emitted the report about tea")

"""emit() in a process that serves no clients."""

from harness.pytest.pitfalls import RunSide


def test_broken_reaches_no_client(run_side: RunSide) -> None:
    """The worker emits, and the page gets only the later acknowledgement."""
    broken = run_side("broken")
    emitted = broken.expect("server", "the worker has emitted the report about tea")
    alive = broken.expect("client", "the connection is alive: hello yourself", "note")
    broken.expect("client", kind="done")
    assert emitted.at < alive.at
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", '["report"', "down") == []


def test_fixed_reaches_the_client(run_side: RunSide) -> None:
    """The serving process emits what the worker puts into the queue."""
    fixed = run_side("fixed")
    fixed.expect("client", "report all about tea", "message")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the worker has emitted the report about tea")

"""emit() in a process that serves nobody."""

from harness.pytest.pitfalls import Play


def test_should_reach_nobody(play: Play) -> None:
    """The worker emits, and what the connection brings later is all that it brings."""
    broken = play("broken")
    emitted = broken.expect("server", "the worker has emitted the report about tea")
    alive = broken.expect("client", "the connection is alive: hello yourself", "note")
    broken.expect("client", kind="done")
    assert emitted.at < alive.at
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", '["report"', "down") == []


def test_should_reach_the_client(play: Play) -> None:
    """The process that serves emits what the worker has put into the queue."""
    fixed = play("fixed")
    fixed.expect("client", "report all about tea", "message")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the worker has emitted the report about tea")

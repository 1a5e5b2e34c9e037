"""emit() in a thread, under gevent without monkey-patching."""

from harness.pytest.pitfalls import RunSide


def test_should_arrive_with_something_else_only(run_side: RunSide) -> None:
    """All is emitted, and nothing arrives before another event wakes the loop."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    emitted = broken.expect("server", "the task has emitted 3 events")
    (hello,) = broken.seen("client", "hello", "sent")
    progress = broken.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    assert emitted.at < hello.at < progress[0].at
    assert broken.seen("wire", "progress", "down")[0].at > hello.at


def test_should_arrive_as_it_is_emitted(run_side: RunSide) -> None:
    """Each step's event arrives, and needs no other event for it."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (hello,) = fixed.seen("client", "hello", "sent")
    progress = fixed.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    assert progress[-1].at < hello.at

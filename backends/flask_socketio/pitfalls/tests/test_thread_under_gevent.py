"""emit() in a thread, under gevent without monkey patching."""

from harness.pytest.pitfalls import RunSide


def test_broken_events_wait_for_another_event(run_side: RunSide) -> None:
    """All events are emitted, but none arrives before another event wakes the loop."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    emitted = broken.expect("server", "the task has emitted 3 events")
    (hello,) = broken.seen("client", "hello", "sent")
    progress = broken.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    assert emitted.at < hello.at < progress[0].at
    assert broken.seen("wire", "progress", "down")[0].at > hello.at


def test_fixed_events_arrive_when_emitted(run_side: RunSide) -> None:
    """Each event arrives without the help of another one."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (hello,) = fixed.seen("client", "hello", "sent")
    progress = fixed.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    assert progress[-1].at < hello.at

"""emit() in a background task."""

from harness.pytest.pitfalls import RunSide


def test_broken_ends_the_task(run_side: RunSide) -> None:
    """The task fails at its first emit, and no event arrives."""
    broken = run_side("broken")
    broken.expect("server", "RuntimeError: Working outside of request context.")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", '["progress"') == []


def test_fixed_reports_progress(run_side: RunSide) -> None:
    """Each event reaches the client that started the task, and no other."""
    fixed = run_side("fixed")
    fixed.expect("client", "ada: progress 3")
    assert [event.text for event in fixed.seen("client", "progress")] == [
        "ada: progress 1",
        "ada: progress 2",
        "ada: progress 3",
    ]
    assert len(fixed.seen("wire", '["progress"', "down")) == 3

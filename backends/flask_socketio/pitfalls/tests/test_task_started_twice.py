"""A background task that the first client starts."""

from harness.pytest.pitfalls import RunSide


def test_broken_starts_two_tasks(run_side: RunSide) -> None:
    """Two simultaneous clients start two tasks, and a client gets each value twice."""
    broken = run_side("broken")
    broken.expect("server", "a task has been started", count=2)
    broken.expect("client", "ada: measured value 3", count=2)


def test_fixed_starts_one_task(run_side: RunSide) -> None:
    """The second client finds the task that the first one started."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("server", "a task has been started")) == 1
    values = [event.text for event in fixed.seen("client", "ada: measured")]
    assert values == [f"ada: measured value {number}" for number in range(1, 4)]

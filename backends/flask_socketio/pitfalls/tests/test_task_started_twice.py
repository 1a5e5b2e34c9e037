"""A background task that the first client starts."""

from harness.pytest.pitfalls import Play


def test_should_start_two_tasks(play: Play) -> None:
    """Two clients that connect at once start two, and a client gets each value twice."""
    broken = play("broken")
    broken.expect("server", "a task has been started", count=2)
    broken.expect("client", "ada: measured value 3", count=2)


def test_should_start_one_task(play: Play) -> None:
    """The second client finds the task that the first one started."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("server", "a task has been started")) == 1
    values = [event.text for event in fixed.seen("client", "ada: measured")]
    assert values == [f"ada: measured value {number}" for number in range(1, 4)]

"""Two messages on one connection."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def answers(timeline: Timeline) -> list[str]:
    """Return what the page was told, until the end of the play."""
    timeline.expect("client", kind="done")
    return [event.text for event in timeline.seen("client", kind="message")]


def test_should_answer_one_after_the_other(run_side: RunSide) -> None:
    """The quick one waits for the slow one."""
    assert answers(run_side("broken")) == ["done: a report, please", "done: what time is it?"]


def test_should_answer_as_soon_as_possible(run_side: RunSide) -> None:
    """The quick one overtakes the slow one."""
    assert answers(run_side("fixed")) == ["done: what time is it?", "done: a report, please"]

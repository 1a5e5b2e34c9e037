"""Two messages on one connection."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def answers(timeline: Timeline) -> list[str]:
    """Return the messages that the page got until the script ended."""
    timeline.expect("client", kind="done")
    return [event.text for event in timeline.seen("client", kind="message")]


def test_broken_answers_in_order_of_arrival(run_side: RunSide) -> None:
    """The quick answer waits for the slow one."""
    assert answers(run_side("broken")) == ["done: a report, please", "done: what time is it?"]


def test_fixed_answers_as_soon_as_possible(run_side: RunSide) -> None:
    """The quick answer overtakes the slow one."""
    assert answers(run_side("fixed")) == ["done: what time is it?", "done: a report, please"]

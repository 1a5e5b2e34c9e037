"""The order of one client's events."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def test_broken_handles_the_second_event_first(run_side: RunSide) -> None:
    """The server notes the first letter last."""
    broken = run_side("broken")
    broken.expect("client", "noted: ih", "note")
    assert sent(broken) == ["h", "i"]


def test_fixed_keeps_the_order(run_side: RunSide) -> None:
    """The server notes the first letter first."""
    fixed = run_side("fixed")
    fixed.expect("client", "noted: hi", "note")
    assert sent(fixed) == ["h", "i"]


def sent(timeline: Timeline) -> list[str]:
    """Return the letters in the order in which they were sent."""
    return [event.text[-3] for event in timeline.seen("wire", '"key"', "up")]

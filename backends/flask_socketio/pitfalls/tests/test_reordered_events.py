"""Events of one client, and their order."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def test_should_overtake(run_side: RunSide) -> None:
    """What was sent first is noted last."""
    broken = run_side("broken")
    broken.expect("client", "noted: ih", "note")
    assert sent(broken) == ["h", "i"]


def test_should_keep_the_order(run_side: RunSide) -> None:
    """What was sent first is noted first."""
    fixed = run_side("fixed")
    fixed.expect("client", "noted: hi", "note")
    assert sent(fixed) == ["h", "i"]


def sent(timeline: Timeline) -> list[str]:
    """Return the letters in the order of the wire."""
    return [event.text[-3] for event in timeline.seen("wire", '"key"', "up")]

"""time.sleep() between events."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def times(timeline: Timeline) -> tuple[float, float, float]:
    """Return how long after asking the first event, the last event and the end came."""
    timeline.expect("client", kind="done")
    (asked,) = timeline.seen("client", "install", "sent")
    progress = timeline.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    (end,) = timeline.seen("client", "installed", "note")
    return progress[0].at - asked.at, progress[2].at - asked.at, end.at - asked.at


def test_should_arrive_at_the_end(run_side: RunSide) -> None:
    """The first event comes no sooner than the end of the handler, with all others."""
    first, last, end = times(run_side("broken"))
    assert first > 800
    assert last - first < end / 2


def test_should_arrive_as_emitted(run_side: RunSide) -> None:
    """The first event comes at once, the others with pauses."""
    first, last, end = times(run_side("fixed"))
    assert end > 800
    assert first < end / 2
    assert last - first > 400

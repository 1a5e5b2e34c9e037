"""time.sleep() between events."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def times(timeline: Timeline) -> tuple[float, float, float]:
    """Return when the first event, the last event and the end came, counted from the request."""
    timeline.expect("client", kind="done")
    (asked,) = timeline.seen("client", "install", "sent")
    progress = timeline.seen("client", "progress", "message")
    assert [event.text for event in progress] == ["progress 1", "progress 2", "progress 3"]
    (end,) = timeline.seen("client", "installed", "note")
    return progress[0].at - asked.at, progress[2].at - asked.at, end.at - asked.at


def test_broken_sends_all_events_at_the_end(run_side: RunSide) -> None:
    """All events arrive together at the end of the handler."""
    first, last, end = times(run_side("broken"))
    assert first > 800
    assert last - first < end / 2


def test_fixed_sends_each_event_when_emitted(run_side: RunSide) -> None:
    """The first event arrives at once, the others after their pauses."""
    first, last, end = times(run_side("fixed"))
    assert end > 800
    assert first < end / 2
    assert last - first > 400

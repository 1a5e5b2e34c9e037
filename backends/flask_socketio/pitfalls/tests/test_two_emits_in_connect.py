"""Two events from the connect handler."""

from harness.lab.timeline import Lane, Timeline
from harness.pytest.pitfalls import RunSide


def gap(timeline: Timeline, lane: Lane, kind: str) -> float:
    """Return the time between the two events in one lane."""
    (loading,) = timeline.seen(lane, "loading", kind)
    (ready,) = timeline.seen(lane, "ready", kind)
    return ready.at - loading.at


def test_broken_delivers_both_events_at_once(run_side: RunSide) -> None:
    """The events are sent apart but before CONNECT, and the page gets both after it."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    packets = [event.text[:30] for event in broken.seen("wire", "4", "down")]
    assert [packet[:2] for packet in packets if packet.startswith("4")] == ["42", "42", "40"]
    assert gap(broken, "wire", "down") > 2 * gap(broken, "client", "message")
    (loading,) = broken.seen("client", "loading")
    (ready_on_wire,) = broken.seen("wire", "ready", "down")
    assert loading.at > ready_on_wire.at - 100


def test_fixed_delivers_each_event_when_emitted(run_side: RunSide) -> None:
    """The page gets the first event while the server still works."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "connect", "open")
    assert gap(fixed, "client", "message") > gap(fixed, "wire", "down") / 2

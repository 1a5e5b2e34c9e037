"""Events emitted without a connection."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def arrived(timeline: Timeline, event: str) -> list[str]:
    """Return the frames of an event."""
    return [frame.text for frame in timeline.seen("wire", f'["{event}"', "up")]


def test_broken_sends_stale_events(run_side: RunSide) -> None:
    """All steps arrive after the reconnect, including the volatile ones."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert arrived(broken, "position") == [f'42["position",{step}]' for step in (1, 2, 3, 4)]
    # The first may be dropped: the transport can still be busy with the position.
    assert arrived(broken, "typing")[-3:] == [f'42["typing",{step}]' for step in (2, 3, 4)]
    again = broken.seen("wire", "40{", "down")[-1]
    assert all(frame.at > again.at for frame in broken.seen("wire", '["position"', "up")[1:])
    assert len(broken.seen("client", "step 4, 6 in sendBuffer")) == 1


def test_fixed_drops_stale_events(run_side: RunSide) -> None:
    """Only the step made while connected arrives."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert arrived(fixed, "position") == ['42["position",1]']
    assert len(fixed.seen("client", "step 4, 0 in sendBuffer")) == 1

"""time.sleep() in a handler, under gevent without monkey patching."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def longest(timeline: Timeline) -> tuple[float, float]:
    """Return Bob's longest wait and Ada's wait."""
    timeline.expect("client", kind="done")
    asked = timeline.seen("client", "bob: ", "sent")
    answered = timeline.seen("client", "bob: ", "message")
    (wanted,) = timeline.seen("client", "ada: ", "sent")
    (reported,) = timeline.seen("client", "ada: ", "message")
    assert len(asked) == len(answered)
    rounds = [end.at - begin.at for begin, end in zip(asked, answered, strict=True)]
    return max(rounds), reported.at - wanted.at


def test_broken_stalls_other_clients(run_side: RunSide) -> None:
    """One of Bob's events is answered only when Ada's work is done."""
    bob, ada = longest(run_side("broken"))
    assert ada >= 1500
    assert bob > ada / 2


def test_fixed_serves_other_clients(run_side: RunSide) -> None:
    """Bob gets several answers while Ada's work is still running."""
    fixed = run_side("fixed")
    bob, ada = longest(fixed)
    assert bob < ada / 2
    (reported,) = fixed.seen("client", "ada: ", "message")
    meanwhile = [e for e in fixed.seen("client", "bob: ", "message") if e.at < reported.at]
    assert len(meanwhile) >= 2

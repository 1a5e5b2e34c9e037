"""time.sleep() in a handler, under gevent without monkey-patching."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def longest(timeline: Timeline) -> tuple[float, float]:
    """Return how long Bob has waited at most, and how long Ada has."""
    timeline.expect("client", kind="done")
    asked = timeline.seen("client", "bob: ", "sent")
    answered = timeline.seen("client", "bob: ", "message")
    (wanted,) = timeline.seen("client", "ada: ", "sent")
    (reported,) = timeline.seen("client", "ada: ", "message")
    assert len(asked) == len(answered)
    rounds = [end.at - begin.at for begin, end in zip(asked, answered, strict=True)]
    return max(rounds), reported.at - wanted.at


def test_should_make_others_wait(run_side: RunSide) -> None:
    """One of Bob's events is not answered before Ada's work is over."""
    bob, ada = longest(run_side("broken"))
    assert ada >= 1500
    assert bob > ada / 2


def test_should_serve_others_meanwhile(run_side: RunSide) -> None:
    """Bob is answered several times while Ada's work goes on."""
    fixed = run_side("fixed")
    bob, ada = longest(fixed)
    assert bob < ada / 2
    (reported,) = fixed.seen("client", "ada: ", "message")
    meanwhile = [e for e in fixed.seen("client", "bob: ", "message") if e.at < reported.at]
    assert len(meanwhile) >= 2

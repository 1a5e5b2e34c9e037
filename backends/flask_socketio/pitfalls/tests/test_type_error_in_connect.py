"""A TypeError in the connect handler."""

from harness.pytest.pitfalls import RunSide


def test_broken_runs_four_times(run_side: RunSide) -> None:
    """A client without auth counts as four visits, one with wrong auth as two."""
    broken = run_side("broken")
    broken.expect("server", "message handler error", count=2)
    broken.expect("server", "TypeError: 'NoneType' object is not subscriptable")
    broken.expect("client", kind="done")
    visits = [event.text for event in broken.seen("server", "visit ")]
    assert visits == [f"visit {number}" for number in (1, 2, 3, 4, 5, 6)]
    first = broken.seen("server", "message handler error")[0]
    assert len([event for event in broken.seen("server", "visit ") if event.at < first.at]) == 4
    assert len(broken.seen("wire", "(WebSocket)", "request")) == 2
    assert broken.seen("client", kind="open") == []
    assert broken.seen("client", kind="error") == []


def test_fixed_runs_once(run_side: RunSide) -> None:
    """Each client counts as one visit and is connected, whatever it sends."""
    fixed = run_side("fixed")
    fixed.expect("client", "no auth: connect", "open")
    fixed.expect("client", "a text: connect", "open")
    fixed.expect("client", kind="done")
    fixed.expect("server", "visit ", count=2)
    assert [event.text for event in fixed.seen("server", "visit ")] == ["visit 1", "visit 2"]

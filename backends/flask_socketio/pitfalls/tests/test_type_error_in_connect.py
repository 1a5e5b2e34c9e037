"""A TypeError in the connect handler."""

from harness.pitfalls.fixtures import Play


def test_should_run_four_times(play: Play) -> None:
    """One client is four visits, and is not connected."""
    broken = play("broken")
    broken.expect("server", "message handler error")
    broken.expect("server", "TypeError: 'NoneType' object is not subscriptable")
    broken.expect("client", kind="done")
    visits = [event.text for event in broken.seen("server", "visit ")]
    assert visits == ["visit 1", "visit 2", "visit 3", "visit 4"]
    assert len(broken.seen("wire", "(WebSocket)", "request")) == 1
    assert broken.seen("client", kind="open") == []


def test_should_run_once(play: Play) -> None:
    """One client is one visit, and is connected."""
    fixed = play("fixed")
    fixed.expect("client", "connect", "open")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("server", "visit ")] == ["visit 1"]

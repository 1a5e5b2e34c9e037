"""Handlers that are registered again at each connect."""

from harness.pytest.pitfalls import RunSide


def test_should_show_it_twice(run_side: RunSide) -> None:
    """After the reconnect one frame is shown by two handlers."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    shown = [event.text for event in broken.seen("client", "shown")]
    assert shown == ["shown: one", "shown: two", "shown: two"]
    assert len(broken.seen("wire", '["news","two"]', "down")) == 1


def test_should_show_it_once(run_side: RunSide) -> None:
    """A handler that was registered once runs once, before and after."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("client", kind="open")) == 2
    shown = [event.text for event in fixed.seen("client", "shown")]
    assert shown == ["shown: one", "shown: two"]

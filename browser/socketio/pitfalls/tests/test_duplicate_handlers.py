"""Handlers registered at each connect."""

from harness.pytest.pitfalls import RunSide


def test_broken_shows_a_message_twice(run_side: RunSide) -> None:
    """After the reconnect two handlers show the same frame."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    shown = [event.text for event in broken.seen("client", "shown")]
    assert shown == ["shown: one", "shown: two", "shown: two"]
    assert len(broken.seen("wire", '["news","two"]', "down")) == 1


def test_fixed_shows_a_message_once(run_side: RunSide) -> None:
    """A handler registered once runs once, before and after the reconnect."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("client", kind="open")) == 2
    shown = [event.text for event in fixed.seen("client", "shown")]
    assert shown == ["shown: one", "shown: two"]

"""Client events named like the library's own."""

from harness.pytest.pitfalls import RunSide


def test_broken_runs_the_handlers(run_side: RunSide) -> None:
    """Mallory connects as root, counts as offline, and still gets Bob's message."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "connect with {'name': 'root'}")
    online = [event.text for event in broken.seen("client", "bob: online")]
    assert online[-2:] == ["bob: online bob, mallory", "bob: online bob"]
    broken.expect("client", 'mallory: 42["said","now that we are alone"]', "message")
    assert broken.seen("client", kind="close") == []


def test_fixed_ignores_the_events(run_side: RunSide) -> None:
    """Both connect once, and Mallory is still online when Bob sends his message."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "connect with", count=2)
    said = [event.text for event in fixed.seen("server", "connect with")]
    assert said == ["connect with None"] * 2
    online = [event.text for event in fixed.seen("client", "bob: online")]
    assert online == ["bob: online bob", "bob: online bob, mallory"]
    fixed.expect("client", 'mallory: 42["said","now that we are alone"]', "message")

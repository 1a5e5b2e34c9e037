"""An event that is called like what the library itself reports."""

from harness.pytest.pitfalls import RunSide


def test_should_run_the_handler(run_side: RunSide) -> None:
    """Mallory connects as root, is gone for all, and still hears what Bob says."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "connect with {'name': 'root'}")
    online = [event.text for event in broken.seen("client", "bob: online")]
    assert online[-2:] == ["bob: online bob, mallory", "bob: online bob"]
    broken.expect("client", 'mallory: 42["said","now that we are alone"]', "message")
    assert broken.seen("client", kind="close") == []


def test_should_not_take_it_for_a_goodbye(run_side: RunSide) -> None:
    """Both have connected once, and when Bob speaks, Mallory is still in the list."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "connect with", count=2)
    said = [event.text for event in fixed.seen("server", "connect with")]
    assert said == ["connect with None"] * 2
    online = [event.text for event in fixed.seen("client", "bob: online")]
    assert online == ["bob: online bob", "bob: online bob, mallory"]
    fixed.expect("client", 'mallory: 42["said","now that we are alone"]', "message")

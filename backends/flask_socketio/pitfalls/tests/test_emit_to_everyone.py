"""socketio.emit() in a handler."""

from harness.pytest.pitfalls import Play


def test_should_tell_everybody(play: Play) -> None:
    """Bob gets Ada's cart."""
    broken = play("broken")
    broken.expect("client", kind="done")
    assert sorted(event.text for event in broken.seen("client", kind="message")) == [
        'ada: cart ["tea"]',
        'bob: cart ["tea"]',
    ]


def test_should_tell_who_asked(play: Play) -> None:
    """Ada gets it, and Bob nothing."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    messages = [event.text for event in fixed.seen("client", kind="message")]
    assert messages == ['ada: cart ["tea"]']

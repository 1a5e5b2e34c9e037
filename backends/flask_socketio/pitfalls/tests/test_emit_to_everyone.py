"""socketio.emit() in a handler."""

from harness.pytest.pitfalls import RunSide


def test_broken_answers_every_client(run_side: RunSide) -> None:
    """Bob gets Ada's cart."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert sorted(event.text for event in broken.seen("client", kind="message")) == [
        'ada: cart ["tea"]',
        'bob: cart ["tea"]',
    ]


def test_fixed_answers_the_client_that_asked(run_side: RunSide) -> None:
    """Ada gets her cart, and Bob gets nothing."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    messages = [event.text for event in fixed.seen("client", kind="message")]
    assert messages == ['ada: cart ["tea"]']

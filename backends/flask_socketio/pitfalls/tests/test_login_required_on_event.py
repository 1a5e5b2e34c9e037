"""Flask-Login's decorator for views, on an event."""

from harness.pytest.pitfalls import RunSide


def test_broken_never_answers_a_stranger(run_side: RunSide) -> None:
    """The stranger's event raises and is not acknowledged; the user's is."""
    broken = run_side("broken")
    broken.expect("server", "werkzeug.exceptions.Unauthorized: 401 Unauthorized: The server could")
    broken.expect("client", "stranger: Error: operation has timed out", "error")
    broken.expect("client", kind="done")
    texts = [event.text for event in broken.seen("client", kind="message")]
    assert texts == ['user: "ada touches the lamp"']
    assert broken.seen("client", kind="close") == []


def test_fixed_answers_a_stranger(run_side: RunSide) -> None:
    """The stranger gets an error, and the user gets the answer."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    texts = [event.text for event in fixed.seen("client", kind="message")]
    assert texts == ['stranger: {"error":"log in first"}', 'user: "ada touches the lamp"']

"""A stored sid."""

from harness.pytest.pitfalls import RunSide


def test_broken_sends_to_an_old_connection(run_side: RunSide) -> None:
    """The event for the old sid goes nowhere; the new connection works."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "too early: connect_error log in first", "error")
    broken.expect("client", "a new sid")
    broken.expect("client", "POST /report-is-ready: 200 sent")
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", "42 pages") == []


def test_fixed_reaches_the_user(run_side: RunSide) -> None:
    """The new connection is in the user's room and gets the report."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "too early: connect_error log in first", "error")
    fixed.expect("client", "a new sid")
    fixed.expect("client", "POST /report-is-ready: 200 sent")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["report 42 pages"]

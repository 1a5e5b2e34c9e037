"""A sid that is remembered."""

from harness.pytest.pitfalls import RunSide


def test_should_send_to_nobody(run_side: RunSide) -> None:
    """What is sent to the old sid goes nowhere; what is sent later arrives."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "too early: connect_error log in first", "error")
    broken.expect("client", "a new sid")
    broken.expect("client", "POST /report-is-ready: 200 sent")
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", "42 pages") == []


def test_should_reach_the_user(run_side: RunSide) -> None:
    """The room has the new connection in it."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "too early: connect_error log in first", "error")
    fixed.expect("client", "a new sid")
    fixed.expect("client", "POST /report-is-ready: 200 sent")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["report 42 pages"]

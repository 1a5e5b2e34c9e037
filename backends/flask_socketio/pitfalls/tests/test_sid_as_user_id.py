"""A sid that is remembered."""

from harness.pytest.pitfalls import Play


def test_should_send_to_nobody(play: Play) -> None:
    """What is sent to the old sid goes nowhere; what is sent later arrives."""
    broken = play("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "too early: connect_error log in first", "error")
    broken.expect("client", "a new sid")
    broken.expect("client", "POST /report-is-ready: 200 sent")
    assert broken.seen("client", kind="message") == []
    assert broken.seen("wire", "42 pages") == []


def test_should_reach_the_user(play: Play) -> None:
    """The room has the new connection in it."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "too early: connect_error log in first", "error")
    fixed.expect("client", "a new sid")
    fixed.expect("client", "POST /report-is-ready: 200 sent")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["report 42 pages"]

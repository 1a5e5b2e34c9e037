"""A task that nobody waits for."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_should_leave_the_client_without_an_answer(run_side: RunSide) -> None:
    """Only the second question is answered; the first one's error is in the log."""
    broken = run_side("broken")
    broken.expect("server", "Task exception was never retrieved")
    broken.expect("server", "KeyError: 'banana'")
    broken.expect("client", kind="done")
    words = [event.text for event in broken.seen("client", kind="message")]
    assert words == ["apple: 2 euros"]
    assert broken.seen("client", kind="close") == []


@pytest.mark.traceback
def test_should_tell_the_client(run_side: RunSide) -> None:
    """The error is logged, and the page told."""
    fixed = run_side("fixed")
    fixed.expect("client", "close 1011 internal error", "close")
    fixed.expect("client", kind="done")
    fixed.expect("server", "KeyError: 'banana'")
    assert fixed.seen("server", "Task exception was never retrieved") == []

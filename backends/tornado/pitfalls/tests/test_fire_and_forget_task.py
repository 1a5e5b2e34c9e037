"""A task that is never awaited."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_leaves_the_client_without_an_answer(run_side: RunSide) -> None:
    """Only the second question gets an answer; the first one's error is in the log."""
    broken = run_side("broken")
    broken.expect("server", "Task exception was never retrieved")
    broken.expect("server", "KeyError: 'banana'")
    broken.expect("client", kind="done")
    texts = [event.text for event in broken.seen("client", kind="message")]
    assert texts == ["apple: 2 euros"]
    assert broken.seen("client", kind="close") == []


@pytest.mark.traceback
def test_fixed_tells_the_client(run_side: RunSide) -> None:
    """The server logs the error and closes the connection with 1011."""
    fixed = run_side("fixed")
    fixed.expect("client", "close 1011 internal error", "close")
    fixed.expect("client", kind="done")
    fixed.expect("server", "KeyError: 'banana'")
    assert fixed.seen("server", "Task exception was never retrieved") == []

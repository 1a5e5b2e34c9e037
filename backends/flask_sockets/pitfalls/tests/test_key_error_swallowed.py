"""A KeyError in a handler."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_closes_without_a_log_entry(run_side: RunSide) -> None:
    """The client gets close 1005, and the log has nothing but the next request."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "GET /health")
    assert [event.text for event in broken.seen("client", kind="message")] == ["2.50"]
    broken.expect("client", "close 1005", "close")
    assert broken.seen("server", "Error") == []
    assert broken.seen("server", "Traceback") == []


@pytest.mark.traceback
def test_fixed_logs_the_error(run_side: RunSide) -> None:
    """The log has the error and the missing key."""
    fixed = run_side("fixed")
    fixed.expect("server", "KeyError: 'coffee'")
    fixed.expect("server", "RuntimeError: price has failed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "close 1005", "close")

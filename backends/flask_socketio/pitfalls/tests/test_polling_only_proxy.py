"""A proxy that drops the Upgrade header."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_never_connects(run_side: RunSide) -> None:
    """Every attempt gets 400."""
    broken = run_side("broken")
    broken.expect("wire", '400 BAD REQUEST "Invalid websocket upgrade"', "response", count=3)
    broken.expect("client", "connect_error websocket error", "error", count=3)
    broken.expect("server", "Invalid websocket upgrade (further occurrences of this error")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


@pytest.mark.complains("WebSocket connection to")
def test_fixed_connects_by_polling(run_side: RunSide) -> None:
    """The WebSocket fails here too, and the client keeps polling."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("wire", '400 BAD REQUEST "Invalid transport"', "response")
    fixed.expect("server", "Invalid transport for session ")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="error") == []

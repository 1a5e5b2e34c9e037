"""A proxy that does not pass the Upgrade header."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_should_never_connect(run_side: RunSide) -> None:
    """Every attempt is answered with 400."""
    broken = run_side("broken")
    broken.expect("wire", '400 BAD REQUEST "Invalid websocket upgrade"', "response", count=3)
    broken.expect("client", "connect_error websocket error", "error", count=3)
    broken.expect("server", "Invalid websocket upgrade (further occurrences of this error")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


@pytest.mark.complains("WebSocket connection to")
def test_should_connect_by_polling(run_side: RunSide) -> None:
    """The WebSocket fails here too, and polling goes on."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("wire", '400 BAD REQUEST "Invalid transport"', "response")
    fixed.expect("server", "Invalid transport for session ")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="error") == []

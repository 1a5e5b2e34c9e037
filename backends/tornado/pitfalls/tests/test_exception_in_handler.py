"""An exception in on_message."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_drops_the_connection(run_side: RunSide) -> None:
    """Invalid input ends the connection without a Close frame; the page sees 1006."""
    broken = run_side("broken")
    close = broken.expect("client", kind="close")
    assert close.text == "close 1006"
    broken.expect("server", "KeyError: 'banana'")
    broken.expect("client", kind="done")
    assert broken.seen("server", "Uncaught exception GET /ws")
    assert broken.seen("wire", "Close", "down") == []


@pytest.mark.traceback
def test_fixed_closes_with_1011_only_for_its_own_error(run_side: RunSide) -> None:
    """Invalid input gets a message; the server's own error closes with 1011 and is logged."""
    fixed = run_side("fixed")
    close = fixed.expect("client", kind="close")
    assert close.text == "close 1011 internal error"
    fixed.expect("client", kind="done")
    answers = [event.text for event in fixed.seen("client", kind="message")]
    assert answers == ["2.00 euros", "there is no banana", "2.00 euros"]
    fixed.expect("server", "TypeError: unsupported format string passed to NoneType.__format__")
    assert fixed.seen("server", "KeyError") == []

"""An exception in on_message."""

import pytest

from harness.pitfalls.fixtures import Play


def test_should_drop_the_connection(play: Play) -> None:
    """No Close frame comes; the page sees 1006."""
    broken = play("broken")
    close = broken.expect("client", kind="close")
    assert close.text == "close 1006"
    broken.expect("server", "KeyError: 'banana'")
    broken.expect("client", kind="done")
    assert broken.seen("server", "Uncaught exception GET /ws")
    assert broken.seen("wire", "Close", "down") == []


@pytest.mark.traceback
def test_should_say_whose_fault_it_is(play: Play) -> None:
    """The page is told 1011, and the log has the traceback all the same."""
    fixed = play("fixed")
    close = fixed.expect("client", kind="close")
    assert close.text == "close 1011 internal error"
    fixed.expect("client", kind="done")
    fixed.expect("server", "KeyError: 'banana'")
